/**
 * Files of the workspace that open documents import from, read through the editor's file system: on a disk, on another
 * machine, in a browser. Nothing outside the workspace's folders is ever read.
 */
import * as vscode from 'vscode';
import type { FileContent } from '../worker/protocol';

/** A larger file is a table of data rather than code. */
const LARGEST = 2_000_000;
/** Milliseconds until a file that does not come is taken for missing; it is told of when it comes after all. */
const PATIENCE = 2_000;

export class ImportedFiles implements vscode.Disposable {
  /** All that were asked for, and what was said of each. */
  readonly #known = new Map<string, string | null>();
  readonly #watchers = new Map<string, vscode.Disposable>();
  /** Folders that are known to be no links to elsewhere. */
  #plainFolders = new Set<string>();
  readonly #folders = vscode.workspace.onDidChangeWorkspaceFolders(() => void this.read([...this.#known.keys()]));

  constructor(private readonly provide: (files: readonly FileContent[]) => void) {}

  /** Reads files and hands them over, those that cannot be read as `null`. */
  async read(uris: readonly string[]): Promise<void> {
    const files = await Promise.all(uris.map((uri) => this.#content(uri)));
    this.provide(files);
  }

  dispose(): void {
    this.#folders.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  async #content(uri: string): Promise<FileContent> {
    this.#known.set(uri, this.#known.get(uri) ?? null);
    this.#watch(uri);
    let isLate = false;
    const reading = this.#text(uri).then((text) => {
      this.#known.set(uri, text);
      if (isLate && text !== null) this.provide([{ uri, text }]);
      return text;
    });
    const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
    const text = await Promise.race([reading, patience]);
    isLate = true;
    return { uri, text };
  }

  async #text(address: string): Promise<string | null> {
    try {
      const uri = vscode.Uri.parse(address, true);
      if (!(await this.#isInWorkspace(uri))) return null;
      const { type, size } = await vscode.workspace.fs.stat(uri);
      if (type !== vscode.FileType.File || size > LARGEST) return null;
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      return text.includes('\0') ? null : text;
    } catch {
      return null; // not there, or not to be read
    }
  }

  /** Whether a file is in a folder of the workspace, and not by way of a link that leads out of it. */
  async #isInWorkspace(uri: vscode.Uri): Promise<boolean> {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (!root || uri.path.split('/').includes('..')) return false;
    const inside = uri.path.slice(root.path.length).split('/').filter(Boolean).slice(0, -1);
    let folder = root;
    for (const name of inside) {
      folder = vscode.Uri.joinPath(folder, name);
      if (this.#plainFolders.has(folder.toString())) continue;
      const { type } = await vscode.workspace.fs.stat(folder);
      if (type !== vscode.FileType.Directory) return false;
      this.#plainFolders.add(folder.toString());
    }
    return true;
  }

  /** Notices when a file of this kind changes, is made or is taken away. */
  #watch(uri: string): void {
    const extension = /\.\w+$/.exec(uri)?.[0];
    if (extension === undefined || this.#watchers.has(extension)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*${extension}`);
    const changed = (changedUri: vscode.Uri): void => {
      if (!this.#known.has(changedUri.toString())) return;
      this.#plainFolders = new Set();
      void this.read([changedUri.toString()]);
    };
    const events = [watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
    this.#watchers.set(extension, vscode.Disposable.from(watcher, ...events));
  }
}
