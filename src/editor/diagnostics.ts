/** Reports hand-written derivatives that differ, at the very expression, in the Problems view. Nothing else is reported. */
import * as vscode from 'vscode';
import type { DocumentCheck, DocumentCheckEntry } from '../worker/protocol';
import type { Checks } from './checks';
import type { Session } from './session';
import type { Place, Source } from './source';

export const DIFFERS = 'derivative-differs';

/** A reported entry. */
export interface Finding {
  readonly source: Source;
  readonly version: number;
  readonly check: DocumentCheck;
  readonly entry: DocumentCheckEntry;
  readonly document: vscode.TextDocument;
  readonly diagnostic: vscode.Diagnostic;
}

export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('gradlens');
  readonly #findings = new Map<string, readonly Finding[]>();
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly session: Session,
    private readonly checks: Checks,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      checks.onDidChange((source) => this.#show(source)),
      // A severity takes effect at once, and so does being switched off.
      session.settings.onDidChange(() => session.documents.all.forEach((source) => this.#show(source))),
    );
  }

  /** What is reported in a part of a document, of its present text. */
  at(document: vscode.TextDocument, range: vscode.Range): Finding[] {
    const source = this.session.documents.sourceOf(document);
    const findings = (source && this.#findings.get(source.uri)) ?? [];
    return findings.filter(
      (finding) =>
        finding.version === source?.version &&
        finding.document === document &&
        finding.diagnostic.range.intersection(range) !== undefined,
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#collection.dispose();
  }

  #show(source: Source): void {
    const before = this.#findings.get(source.uri) ?? [];
    const checks = this.session.documents.source(source.uri) === source ? this.checks.of(source) : [];
    // While the text changes, VS Code moves what is reported with it: the next verdicts replace it.
    if (checks === null && before.every(({ document }) => this.#isOn(document))) return;
    const findings = (checks ?? [])
      .filter(({ verdict }) => verdict === 'differs')
      .flatMap((check) => this.#findingsOf(source, check));
    this.#findings.set(source.uri, findings);
    if (findings.length === 0) this.#findings.delete(source.uri);
    const documents = new Set([...before, ...findings].map(({ document }) => document));
    for (const document of documents) {
      const own = findings.filter((finding) => finding.document === document);
      this.#collection.set(
        document.uri,
        own.map(({ diagnostic }) => diagnostic),
      );
    }
  }

  #isOn = (document: vscode.TextDocument): boolean => this.session.settings.verificationSeverity(document) !== null;

  /** Entries that are written by the same expression are reported together. */
  #findingsOf(source: Source, check: DocumentCheck): Finding[] {
    const byPlace = new Map<string, DocumentCheckEntry[]>();
    for (const entry of check.entries) {
      const key = JSON.stringify(entry.range);
      byPlace.set(key, [...(byPlace.get(key) ?? []), entry]);
    }
    return [...byPlace.values()].flatMap((entries) => {
      const [entry] = entries;
      const place = entry && source.place(entry.range);
      const severity = place ? this.session.settings.verificationSeverity(place.document) : null;
      if (!entry || !place || severity === null) return [];
      const diagnostic = new vscode.Diagnostic(place.range, messageOf(entries), severity);
      diagnostic.source = 'Gradlens';
      diagnostic.code = DIFFERS;
      const origin = source.place(entry.origin);
      if (origin) diagnostic.relatedInformation = [derivedFrom(check, origin)];
      return [{ source, version: source.version, check, entry, document: place.document, diagnostic }];
    });
  }
}

function messageOf([first, ...others]: readonly DocumentCheckEntry[]): string {
  // The Problems view shows text as it is.
  const diagnosis = (first?.diagnosis ?? '').replaceAll('`', '');
  const sentence = diagnosis.charAt(0).toUpperCase() + diagnosis.slice(1);
  return others.length === 0 ? sentence : vscode.l10n.t('{0} (and {1} more entries)', sentence, others.length);
}

const derivedFrom = ({ primal }: DocumentCheck, { document, range }: Place): vscode.DiagnosticRelatedInformation =>
  new vscode.DiagnosticRelatedInformation(
    new vscode.Location(document.uri, range),
    vscode.l10n.t('the function that it is the derivative of: {0}', primal),
  );
