/** Stands in for react-devtools-core, which Ink imports statically and the program never uses. */
export default { initialize(): void {}, connectToDevTools(): void {} };
