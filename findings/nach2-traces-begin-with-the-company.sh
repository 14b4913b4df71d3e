#!/usr/bin/env bash
# Where nach2 and the NACHA format meet: each payment (record 6) ends with a trace number, whose first eight digits are those of the bank
# that sends the file, and batches and payments are counted from 1 (positions 80 to 87 and 88 to 94). nach2 0.5.1 asks for that bank
# (`originatingDFI`), writes it into the batch, and builds traces from the number of the company that has the file made
# (`immediateOrigin`); it counts from 0. Lines (ended by CR LF), hash and sums are right, so that a test of these sees nothing, and the bank that
# traces a returned payment finds nobody. A name with ñ and an empty optional field are refused by an error.
# Run: bash findings/nach2-traces-begin-with-the-company.sh   (needs Node 20 or newer and npm; leaves nothing behind)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent nach2@0.5.1
cat > try.cjs <<'JS'
const { File, Batch, Entry } = require('nach2')
const bank = '081000032'
const company = '123456789'
const payment = (more) =>
  new Entry({
    receivingDFI: '081000210',
    DFIAccount: '5654221',
    amount: '175',
    idNumber: '1',
    individualName: 'A Coach',
    discretionaryData: 'A1',
    transactionCode: '22',
    ...more,
  })
const file = new File({
  immediateDestination: bank,
  immediateOrigin: company,
  immediateDestinationName: 'A Bank',
  immediateOriginName: 'A County',
  referenceCode: 'A1',
})
const batch = new Batch({
  serviceClassCode: '220',
  companyName: 'A County',
  standardEntryClassCode: 'PPD',
  companyIdentification: company,
  companyEntryDescription: 'Claims',
  companyDescriptiveDate: 'DEC 01',
  effectiveEntryDate: new Date('2026-12-01T12:00:00Z'),
  originatingDFI: bank,
})
batch.addEntry(payment({}))
file.addBatch(batch)
const isRefused = (more) => {
  try {
    payment(more)
    return 'taken'
  } catch {
    return 'refused'
  }
}
// This version hands the text over as the first argument, where others hand over an error.
file.generateFile((first, second) => {
  const lines = String(second ?? first).split(/\r?\n/).filter(Boolean)
  const at = (kind) => lines.find((line) => line.startsWith(kind))
  console.log(`lines of 94: ${lines.every((line) => line.length === 94)}`)
  console.log(`batch: bank ${at('5').slice(79, 87)}, number ${at('5').slice(87)}`)
  console.log(`payment: trace ${at('6').slice(79, 87)} ${at('6').slice(87)}`)
  console.log(`ñ in a name: ${isRefused({ individualName: 'Ana Nuñez' })}`)
  console.log(`nothing in an optional field: ${isRefused({ discretionaryData: '' })}`)
})
JS
seen=$(node try.cjs)
echo "$seen"
expected='lines of 94: true
batch: bank 08100003, number 0000000
payment: trace 12345678 0000000
ñ in a name: refused
nothing in an optional field: refused'
[ "$seen" = "$expected" ] || { echo 'The behavior has changed.'; exit 1; }
