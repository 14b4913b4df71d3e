import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { h, type VNode } from 'preact'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { asset, assetFile } from '../src/platform/assets.ts'
import { page as answer } from '../src/platform/http/answer.tsx'
import { Typed } from '../src/platform/http/typed.ts'
import { Form, TextArea, TextField } from '../src/platform/ui/form.tsx'
import { Document } from '../src/platform/ui/shell.tsx'
import { whenFileIsOver } from '../src/test-over.ts'
import { findingsOf, openBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser(whenFileIsOver)
})

/** A form with a story in it, under the policy of the team's pages; `sent` is what arrives at the server. */
async function formWith(body: string, { javaScript = true } = {}) {
  const sent: URLSearchParams[] = []
  const typed = new Typed([['body', body]])
  const form = { typed, problems: [] }
  const view = h(Document, {
    title: 'Story',
    children: h('main', {}, [
      h('h1', {}, 'Story'),
      h(Form, {
        form,
        action: '/',
        save: 'Save story',
        children: [
          h(TextField, { form, name: 'title', label: 'Title' }),
          h(TextArea, { form, name: 'body', label: 'Story', help: 'What is behind the curve.', rich: true }),
          h('script', { type: 'module', src: asset('rich-text.js') }),
        ],
      }),
    ]),
  })
  const server = createServer((request, response) => {
    const file = assetFile(request.url ?? '')
    if (file) return response.writeHead(200, { ...file.headers }).end(file.body)
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.method === 'POST') sent.push(new URLSearchParams(Buffer.concat(parts).toString()))
      const made = answer(view as VNode)
      void made.text().then((html) => response.writeHead(200, Object.fromEntries(made.headers)).end(html))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const context = await browser.newContext({ javaScriptEnabled: javaScript })
  onTestFinished(async () => {
    await context.close()
    server.close()
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('requestfailed', (r) => faults.push(r.url()))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  if (javaScript && !body.startsWith('|')) await page.getByRole('toolbar').waitFor()
  const save = async (): Promise<string> => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Save story' }).click()])
    return (sent.at(-1)?.get('body') ?? 'nothing was sent').replaceAll('\r\n', '\n')
  }
  return { page, faults, save, editor: page.getByRole('textbox', { name: 'Story' }) }
}

const markdown = (page: Page): Promise<string> => page.locator('textarea[name="body"]').inputValue()

const untouched =
  'In 2020, **5** people.\n\n\n* star\n* list\n\n1) one\n2) two\n\n__bold__ *it*  \nbreak &amp; <b> ~5\n\n[plan](https://example.org/a_b)'

test('a text that nobody touches is sent as it was, letter by letter', async () => {
  const { save, editor } = await formWith(untouched)
  await editor.waitFor()
  expect(await save()).toBe(untouched)
})

test('a change that is undone leaves the text as it was', async () => {
  const { page, editor } = await formWith(untouched)
  await editor.click()
  await page.keyboard.type('x')
  expect(await markdown(page)).not.toBe(untouched)
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await markdown(page)).toBe(untouched)
})

test('what is typed and marked by keyboard is sent as Markdown', async () => {
  const { page, editor, save, faults } = await formWith('')
  await editor.click()
  await page.keyboard.type('In 2023, ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('39')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(' coaches')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'List', exact: true }).click()
  await page.keyboard.type('funding')
  await page.keyboard.press('Enter')
  await page.keyboard.type('time')
  expect(await save()).toBe('In 2023, **39** coaches\n\n- funding\n- time')
  expect(faults).toEqual([])
})

test('every button says what it is, and whether it is on', async () => {
  const { page, editor } = await formWith('one **two**')
  await editor.getByText('two').dblclick()
  const bar = page.getByRole('toolbar', { name: 'Formatting of Story' })
  await bar.getByRole('button', { name: 'Bold', pressed: true }).waitFor()
  expect(await bar.getByRole('button').evaluateAll((all) => all.map((each) => each.ariaLabel))).toEqual([
    'Bold',
    'Italic',
    'Link',
    'Heading',
    'List',
    'Numbered list',
    'Quote',
    'Undo',
    'Redo',
  ])
  await bar.getByRole('button', { name: 'Quote' }).click()
  expect(await markdown(page)).toBe('> one **two**')
  await bar.getByRole('button', { name: 'Quote' }).click()
  await bar.getByRole('button', { name: 'Heading' }).click()
  expect(await markdown(page)).toBe('### one **two**')
})

test('a link is set in a dialog and refused when it is no address of the web or of mail', async () => {
  const { page, editor, faults } = await formWith('our plan')
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Link' })
  await dialog.getByLabel('Address').fill('javascript:alert(1)')
  await dialog.getByRole('button', { name: 'Set link' }).click()
  await dialog.getByText('This is not a web or mail address.').waitFor()
  await dialog.getByLabel('Address').fill('example.org/plan')
  await dialog.getByRole('button', { name: 'Set link' }).click()
  expect(await markdown(page)).toBe('[our plan](https://example.org/plan)')
  expect(faults).toEqual([])
})

test('by keyboard alone: into the editor, along the toolbar, and out again', async () => {
  const { page, editor } = await formWith('- one\n- two')
  await editor.waitFor()
  await page.getByLabel('Title').focus()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Bold')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Italic')
  await page.keyboard.press('End')
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Redo')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('body')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Save story')
})

async function paste(page: Page, html: string): Promise<void> {
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/html', text)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, html)
}

test('what is pasted from Word keeps its words, and of its looks what Markdown can say', async () => {
  const { page, editor, faults } = await formWith('')
  await editor.click()
  await paste(
    page,
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>
    <!--StartFragment--><p class=MsoNormal style='margin:0;color:red'><b><span style='font-family:Calibri'>In 2023</span></b> more <u>people</u> came.<o:p></o:p></p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Funding</p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Time</p>
    <p class=MsoNormal><img src="https://evil.example/x.png" onerror="alert(1)"><a href="javascript:alert(1)">no link</a></p><!--EndFragment--></body></html>`,
  )
  expect(await markdown(page)).toBe('**In 2023** more people came.\n\n- Funding\n- Time\n\nno link')
  expect(faults).toEqual([])
})

test('what is pasted from an online document keeps bold and italic, and its wrapper is not bold', async () => {
  const { page, editor, faults } = await formWith('')
  await editor.click()
  await paste(
    page,
    `<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">39</span><span style="font-weight:400"> coaches, </span><span style="font-style:italic">so far</span></p><ol><li><p>one</p></li></ol></b>`,
  )
  expect(await markdown(page)).toBe('**39** coaches, _so far_\n\n1. one')
  expect(faults).toEqual([])
})

test('a text with a table stays in its plain field, and says why', async () => {
  const { page } = await formWith('| a | b |\n|---|---|\n| 1 | 2 |')
  await page.getByText('It is shown as Markdown.').waitFor()
  expect(await page.locator('textarea[name="body"]').isVisible()).toBe(true)
})

test('without JavaScript the field remains and is sent', async () => {
  const { page, save } = await formWith('Before.', { javaScript: false })
  await page.getByLabel('Story').fill('After, **without** script.')
  expect(await save()).toBe('After, **without** script.')
})

test('axe finds nothing at the editor and its dialog', async () => {
  const { page, editor } = await formWith('One **two**\n\n- three')
  await editor.click()
  expect(await findingsOf(page)).toEqual([])
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  expect(await findingsOf(page)).toEqual([])
})
