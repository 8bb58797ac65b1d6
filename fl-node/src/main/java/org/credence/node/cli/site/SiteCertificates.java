package org.credence.node.cli.site;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;

/**
 * An organization's certificates in its folder. Where the organization's authority lies in the same folder, as on a machine where a
 * whole consortium is tried out, a certificate that is missing is issued on the spot.
 */
public final class SiteCertificates {
    private SiteCertificates() {}

    /**
     * Issues a member's, a board seat's or an auditor's certificate.
     *
     * @return false if the authority is not here, or the certificate is for something else
     * @throws org.credence.network.identity.IdentityException if the authority is broken, or the folder cannot be written
     */
    public static boolean issueIfHere(SiteFolder folder, String name, InstantSource clock) {
        Optional<IssueRequest> request = switch (name) {
            case "member" -> Optional.of(IssueRequest.client(name, Role.MEMBER));
            case "board" -> Optional.of(IssueRequest.client(name, Role.BOARD));
            case "auditor" -> Optional.of(IssueRequest.client(name, Role.AUDITOR));
            default -> Optional.empty();
        };
        return request.isPresent() && issueIfHere(folder, request.get(), clock);
    }

    private static boolean issueIfHere(SiteFolder folder, IssueRequest request, InstantSource clock) {
        if (!CertificateAuthority.exists(folder.authority())) {
            return false;
        }
        CertificateAuthority authority = CertificateAuthority.open(folder.authority(), clock, new SecureRandom());
        Path place = folder.certificate(request.name());
        EnrolmentFolder.write(place, authority.organization(), authority.issue(request));
        return true;
    }

    /**
     * The member's certificate, which a node also serves with, so it names the node's host.
     *
     * @throws SiteException if there is none and the authority is not here, or it does not name the host
     * @throws org.credence.network.identity.IdentityException if it is broken
     */
    public static Enrolment node(SiteFolder folder, URI address, InstantSource clock) {
        Path place = folder.certificate("member");
        String host = address.getHost();
        if (!EnrolmentFolder.exists(place)
                && !issueIfHere(
                        folder, IssueRequest.client("member", Role.MEMBER).onHosts(List.of(host)), clock)) {
            throw new SiteException(
                    "there is no member's certificate in %s: 'credence member init --role member --host %s' asks for one"
                            .formatted(place, host));
        }
        Enrolment enrolment = EnrolmentFolder.read(place);
        if (!enrolment.tlsHosts().contains(host)) {
            throw new SiteException(
                    "the TLS certificate in %s is for %s, exchange.address is %s: ask for one with 'credence member init --role member --host %s'"
                            .formatted(place, enrolment.tlsHosts(), address, host));
        }
        return enrolment;
    }
}
