/**
 * How members' nodes hand each other content when each is a process of its own: HTTPS with mutual TLS, addressed by SHA-256. The
 * {@link org.credence.node.exchange.ExchangeServer} serves what this member's store holds, to members alone; {@link
 * org.credence.node.exchange.HttpsExchange} fetches from the others. Knows members, hashes and certificates; neither the ledger,
 * nor what the bytes mean. Who the members are comes from a {@link org.credence.node.exchange.MemberDirectory}. Wired by the
 * command line.
 *
 * <p><b>What is served</b>, over HTTP/1.1 and TLS 1.3 with a certificate on both ends:
 *
 * <pre>
 * GET|HEAD /v1/content/{64 lower-case hexadecimal digits}     200, or 206 and 416 for one range of bytes; 304 if the caller has it
 *
 * ETag           "{the same digits}", strong
 * Cache-Control  private, max-age=31536000, immutable
 * </pre>
 *
 * Everything else is refused with a status and {@code {"code":"...","message":"..."}}: see {@link
 * org.credence.node.exchange.Denial}.
 */
@NullMarked
package org.credence.node.exchange;

import org.jspecify.annotations.NullMarked;
