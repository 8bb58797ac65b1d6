package org.credence.network.identity;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * What somebody asks a certificate authority for, with keys that stay where they were made: two PKCS#10 requests in one PEM file, the
 * first for enrolment, the second for TLS. It asks; what is granted is for the authority to say.
 *
 * @param mspId the organization whose authority is asked
 * @param wanted what the certificates are to say
 * @param enrolmentKey whose private half signed the first request
 * @param tlsKey whose private half signed the second one
 */
public record SigningRequest(String mspId, IssueRequest wanted, PublicKey enrolmentKey, PublicKey tlsKey) {
    private static final List<ASN1ObjectIdentifier> SUBJECT = List.of(BCStyle.O, BCStyle.OU, BCStyle.CN);

    /**
     * The request in a file.
     *
     * @throws IdentityException if the file cannot be read, is no pair of requests, or one was not signed with its own key
     */
    public static SigningRequest read(Path file) {
        return decode(SafeFiles.read(file, Pem.MAX_LENGTH), file.toString());
    }

    static SigningRequest decode(byte[] pem, String source) {
        List<byte[]> requests = Pem.requests(pem, source);
        if (requests.size() != 2) {
            throw new IdentityException(source + " must hold two requests, for enrolment and for TLS, holds "
                    + requests.size() + "; ask for the file as 'member init' made it");
        }
        try {
            Pkcs10 enrolment = Pkcs10.decode(requests.get(0));
            Pkcs10 tls = Pkcs10.decode(requests.get(1));
            if (!enrolment.subject().equals(tls.subject())
                    || !tls.attributes().isEmpty()
                    || !enrolment.hosts().isEmpty()) {
                throw new GeneralSecurityException(
                        "the two must name one subject, the first with attributes, the second with hosts");
            }
            List<String> names = names(enrolment.subject());
            var wanted =
                    new IssueRequest(names.get(2), NodeOu.ofText(names.get(1)), enrolment.attributes(), tls.hosts());
            return new SigningRequest(MspId.require(names.get(0)), wanted, enrolment.key(), tls.key());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IdentityException(source + " is no request that can be signed: " + e.getMessage(), e);
        }
    }

    /** Organization, node role and name, if the subject has exactly these, once each. */
    private static List<String> names(X500Name subject) throws GeneralSecurityException {
        var parts = Arrays.stream(subject.getRDNs())
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .toList();
        if (!parts.stream().map(part -> part.getType()).toList().equals(SUBJECT)) {
            throw new GeneralSecurityException("the subject must be O, OU and CN, was " + subject);
        }
        return parts.stream()
                .map(part -> IETFUtils.valueToString(part.getValue()))
                .toList();
    }
}
