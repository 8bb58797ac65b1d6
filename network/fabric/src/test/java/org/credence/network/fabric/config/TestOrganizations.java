package org.credence.network.fabric.config;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Organization;

/** Certificate authorities of organizations, made when first asked for. */
final class TestOrganizations {
    /** Organizations that order and endorse. */
    static final List<String> HOSTS = List.of("HospitalA", "HospitalB", "HospitalC", "HospitalD", "HospitalE");
    /** One that does neither. */
    static final String MEMBER = "ClinicF";
    /** One that is not on the channel. */
    static final String NEWCOMER = "ClinicG";

    private final Path folder;
    private final Map<String, CertificateAuthority> authorities = new HashMap<>();
    private final Map<String, Enrolment> enrolments = new HashMap<>();

    TestOrganizations(Path folder) {
        this.folder = folder;
    }

    CertificateAuthority authority(String mspId) {
        return authorities.computeIfAbsent(
                mspId,
                id -> CertificateAuthority.create(
                        folder.resolve(id), id, Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom()));
    }

    /** Another authority of an organization, for a rotation. */
    CertificateAuthority secondAuthority(String mspId) {
        return authorities.computeIfAbsent(
                mspId + "-second",
                key -> CertificateAuthority.create(
                        folder.resolve(key), mspId, Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom()));
    }

    Organization organization(String mspId) {
        return authority(mspId).organization();
    }

    Enrolment orderer(String mspId) {
        return enrolment(mspId, IssueRequest.orderer("orderer0"));
    }

    Enrolment admin(String mspId) {
        return enrolment(mspId, IssueRequest.admin("admin"));
    }

    Enrolment client(String mspId) {
        return enrolment(mspId, IssueRequest.client("client"));
    }

    ChannelSigner signer(String mspId) {
        return new ChannelSigner(admin(mspId).identity(), new SecureRandom());
    }

    private Enrolment enrolment(String mspId, IssueRequest request) {
        return enrolments.computeIfAbsent(
                mspId + "/" + request.name(), key -> authority(mspId).issue(request));
    }
}
