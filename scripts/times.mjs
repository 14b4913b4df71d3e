// A reporter that says where the time of a run went. For people: nothing is asserted about it.

export default class Times {
  onTestRunEnd(modules) {
    const times = modules.map((module) => ({
      project: module.project.name,
      file: module.relativeModuleId,
      tests: [...module.children.allTests()].length,
      seconds: secondsOf(module.diagnostic()),
    }))
    const sum = (list, key) => list.reduce((all, each) => all + each[key], 0)
    for (const name of new Set(times.map(({ project }) => project))) {
      const own = times.filter(({ project }) => project === name)
      const files = own.length === 1 ? '1 file' : `${own.length} files`
      console.log(`${name}: ${sum(own, 'tests')} tests in ${files}, ${sum(own, 'seconds').toFixed(0)} s of workers`)
    }
    console.log('The ten slowest files:')
    for (const { project, file, seconds } of times.sort((a, b) => b.seconds - a.seconds).slice(0, 10))
      console.log(`${seconds.toFixed(1).padStart(7)} s  ${file} (${project})`)
  }
}

/** From the start of its worker to its last line. */
const secondsOf = ({ environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration }) =>
  (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000
