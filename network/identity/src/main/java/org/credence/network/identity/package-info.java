/**
 * Who is who: an organization's certificate authority, the certificates and keys of its nodes and people, the MSP folders in
 * which Fabric reads them, roles as certificate attributes, revocation and renewal. Bouncy Castle stays inside this package;
 * others see JDK types. What a role may do is decided by the ledger's rules, not here. Called by the embedded ledger, the
 * ledger client, the node and the audit.
 *
 * <p>An enrolment folder holds {@code msp/} (Fabric's MSP: {@code cacerts}, {@code tlscacerts}, {@code signcerts}, {@code
 * keystore}, {@code crls}, {@code config.yaml}) and {@code tls/} ({@code server.crt}, {@code server.key}, {@code ca.crt}). A
 * certificate authority's folder holds {@code ca.pem}, {@code ca.key}, {@code tlsca.pem}, {@code tlsca.key} and {@code
 * state.json} (what was issued, what is revoked, the newest revocation lists). Certificates, revocation lists and PKCS#8 keys
 * are PEM in one canonical form: see {@link org.credence.network.identity.Pem}.
 */
@NullMarked
package org.credence.network.identity;

import org.jspecify.annotations.NullMarked;
