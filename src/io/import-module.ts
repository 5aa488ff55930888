/** Loads and so executes a module, by its `file:` URL. Nothing of an analysed repository gets here unless the person who runs sotsu names it. */
export const importModule = (url: string): Promise<unknown> => import(url)
