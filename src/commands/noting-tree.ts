import type { SourceTree } from '../model/source-tree.ts'

/** A tree that remembers which of the files that were read hold a text. */
export const notingTree = (
  tree: SourceTree,
  text: string,
): { readonly tree: SourceTree; readonly noted: Set<string> } => {
  const noted = new Set<string>()
  return {
    noted,
    tree: {
      list: path => tree.list(path),
      read: path => {
        const bytes = tree.read(path)
        if (bytes instanceof Uint8Array && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text))
          noted.add(path)
        return bytes
      },
    },
  }
}
