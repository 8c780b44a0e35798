/** What the page's frame and texts (`src/editor/panelPage.ts`, `panelStrings.ts`) use of VS Code. */
interface Address {
  readonly path: string;
}

export const l10n = { t: (text: string): string => text };

export const env = { language: 'en' };

export const Uri = {
  joinPath: (base: Address, ...parts: readonly string[]): Address => ({ path: [base.path, ...parts].join('/') }),
};
