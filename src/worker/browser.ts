/** The worker in a browser: one classic script. All files that it needs are sent to it. */
import { createService } from '../analysis/service';
import { serve } from './serve';

serve(
  {
    send: (message) => self.postMessage(message),
    listen: (receive) => self.addEventListener('message', (event) => receive(event.data)),
    afterArrivals: (next) => setTimeout(next, 0),
  },
  createService,
);
