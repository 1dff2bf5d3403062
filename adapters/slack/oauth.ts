import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type HTTPReceiverOptions, type InstallationStore, SocketModeReceiver } from '@slack/bolt';
import { AdvisorError } from '../../src/errors.ts';
import type { BoltLog } from './bolt-log.ts';
import type { SlackOAuth } from './config.ts';
import { gridWords } from './installations.ts';
import { pathOf } from './oauth-paths.ts';
import { optionalScopes, scopes } from './scopes.ts';

/** Where installing happens. */
export interface OAuthPlace {
  readonly publicUrl: string;
  readonly apiUrl: string | undefined;
}

/** Bolt's options for letting workspaces install the app. */
export function installerOptions(
  { clientId, clientSecret, stateSecret, publicUrl, apiUrl }: SlackOAuth & OAuthPlace,
  installationStore: InstallationStore,
) {
  const { origin } = new URL(apiUrl ?? 'https://slack.com');
  return {
    clientId,
    clientSecret,
    stateSecret,
    // Which of them can be refused is set in the app itself.
    scopes: [...scopes, ...optionalScopes].map(({ name }) => name),
    redirectUri: `${publicUrl}${pathOf.redirect}`,
    installationStore,
    installerOptions: {
      installPath: pathOf.install,
      redirectUriPath: pathOf.redirect,
      directInstall: true,
      authorizationUrl: `${origin}/oauth/v2/authorize`,
      clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl },
      callbackOptions: {
        success: (_installation, _options, _request, response) =>
          page(
            response,
            200,
            'Installed',
            'Stack Advisor is in your workspace. In Slack, try /ask fastapi vs django.',
          ),
        failure: (error, _options, _request, response) =>
          page(response, 400, 'Not installed', reasonOf(error)),
      },
    },
  } satisfies Partial<HTTPReceiverOptions>;
}

/** What a person can do about it; what Slack or we said to each other stays between us. */
function reasonOf(error: Error): string {
  const causes = [error, ...('original' in error ? [error.original] : []), error.cause];
  const ours = causes.find((one) => one instanceof AdvisorError);
  if (ours instanceof AdvisorError) return ours.message;
  return causes.some((one) => one instanceof Error && one.message === gridWords)
    ? gridWords
    : 'Slack did not confirm it. Start again from the install address, in the same browser.';
}

function page(response: ServerResponse<IncomingMessage>, status: number, title: string, text: string): void {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${safe}</p></html>`,
  );
}

/** The pages for installing where Slack's deliveries come over a socket: over HTTP its receiver has them itself. */
export function oauthPage(
  oauth: SlackOAuth & OAuthPlace & { readonly store: InstallationStore },
  log: BoltLog,
): { readonly paths: readonly string[]; readonly listener: RequestListener } {
  const options = installerOptions(oauth, oauth.store);
  // A receiver that is never started: it makes the installer as the one over HTTP does.
  const { installer } = new SocketModeReceiver({ ...options, appToken: 'unused', logger: log });
  const { redirectUri, scopes: asked, installerOptions: more } = options;
  return {
    paths: [pathOf.install, pathOf.redirect],
    listener(request, response) {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const handled =
        pathname === pathOf.install
          ? installer?.handleInstallPath(request, response, {}, { scopes: asked, redirectUri })
          : installer?.handleCallback(request, response, more.callbackOptions);
      handled?.catch(() => {
        if (!response.headersSent) page(response, 500, 'Not installed', 'Something went wrong; try again.');
      });
    },
  };
}
