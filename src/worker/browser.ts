/** The worker in a browser: one classic script. All files that it needs are sent to it. */
import { createService } from './service';
import { serve } from './serve';

serve(
  {
    send: (message) => self.postMessage(message),
    listen: (receive) => (self.onmessage = (event: MessageEvent<unknown>) => receive(event.data)),
    afterArrivals: (next) => setTimeout(next, 0),
  },
  createService,
);
