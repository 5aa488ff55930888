// Says in one line what is wrong when Node is too old, before anything fails with a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`sotsu needs Node 20.19 or later; this is Node ${process.versions.node}. https://nodejs.org/`)
  process.exit(1)
}
