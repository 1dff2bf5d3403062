import type { Duplex } from 'node:stream';
import { systemErrorCode } from '../../src/errors.ts';
import { maxHeaderBytes } from './limits.ts';

/** Answers what is no request that could be read, in words: a browser would show an empty page. */
export function answerUnreadable(error: Error, socket: Duplex): void {
  const code = systemErrorCode(error);
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, text] = answerTo(code);
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

function answerTo(code: string | undefined): [status: string, text: string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [
        '431 Request Header Fields Too Large',
        `The address and headers are more than ${maxHeaderBytes / 1_024} KB. Most often these are cookies: delete this page's cookies and open it again.\n`,
      ];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'The request took too long to arrive. Send it again.\n'];
    default:
      return ['400 Bad Request', 'This is no request that can be read.\n'];
  }
}
