// Ink imports react-devtools-core only when DEV is set; the bundle must not need it.
export default { connectToDevTools() {} }
