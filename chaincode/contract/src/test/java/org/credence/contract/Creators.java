package org.credence.contract;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Pem;
import org.credence.network.identity.Role;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Senders of transactions, with certificates that their organizations' authorities issue when they are first asked for. */
final class Creators {
    private final Path folder;
    private final Map<String, CertificateAuthority> authorities = new TreeMap<>();
    private final Map<String, byte[]> creators = new TreeMap<>();

    Creators(Path folder) {
        this.folder = folder;
    }

    /** A creator whose certificate has this role, or for {@code none} no role. */
    byte[] of(String mspId, String role) {
        return creators.computeIfAbsent(mspId + "/" + role, key -> serialized(mspId, issue(mspId, role)));
    }

    private IssueRequest issue(String mspId, String role) {
        return switch (role) {
            case "none" -> IssueRequest.client("somebody");
            case "owner" -> IssueRequest.owner("owner-" + mspId, mspId);
            default -> IssueRequest.client(role + "-" + mspId, Role.ofText(role));
        };
    }

    private byte[] serialized(String mspId, IssueRequest request) {
        CertificateAuthority authority = authorities.computeIfAbsent(
                mspId,
                id -> CertificateAuthority.create(
                        folder.resolve(id), id, Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom()));
        return SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(ByteString.copyFromUtf8(
                        Pem.encode(authority.issue(request).identity().certificate())))
                .build()
                .toByteArray();
    }
}
