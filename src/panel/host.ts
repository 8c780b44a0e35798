/** The other side: the extension's host, as VS Code lets a page see it. */
import { isPanelState, isToPage, type PanelState, type ToHost, type ToPage } from './messages';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  post(message: ToHost): void;
  /** What was kept before a reload; `null` for nothing, or for something that is not ours. */
  restored(): PanelState | null;
  keep(state: PanelState): void;
  listen(receive: (message: ToPage) => void): void;
}

export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    restored: () => {
      const state = api.getState();
      return isPanelState(state) ? state : null;
    },
    keep: (state) => api.setState(state),
    listen: (receive) => {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isToPage(data)) receive(data);
        else console.warn('Gradlens: a message that is not in the contract was dropped.');
      });
    },
  };
}
