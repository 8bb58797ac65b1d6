package org.credence.network.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * MSP folders as Fabric reads them. A node's or person's has {@code cacerts}, {@code tlscacerts}, {@code crls}, {@code
 * signcerts/cert.pem}, {@code keystore/key.pem} and {@code config.yaml}; an organization's, for the channel, has no {@code
 * signcerts} and no {@code keystore}. Reading takes every {@code .pem} file of a folder, whatever its name, as Fabric does. The
 * MSP id is not in the folder: Fabric, too, is told it.
 */
public final class MspFolder {
    private static final String CONFIG = "config.yaml";

    /** No {@code Certificate:} lines, so that a root can be replaced without touching this file. */
    private static final String NODE_OUS = """
            NodeOUs:
              Enable: true
              ClientOUIdentifier:
                OrganizationalUnitIdentifier: client
              PeerOUIdentifier:
                OrganizationalUnitIdentifier: peer
              AdminOUIdentifier:
                OrganizationalUnitIdentifier: admin
              OrdererOUIdentifier:
                OrganizationalUnitIdentifier: orderer
            """;

    private MspFolder() {}

    /**
     * Creates or replaces an organization's MSP folder: roots, TLS roots, revocation lists, {@code config.yaml}.
     *
     * @throws IdentityException if it cannot be written
     */
    public static void write(Path folder, Organization organization) {
        try {
            SafeFiles.replaceFolder(folder, SafeFiles.Access.EVERYBODY, draft -> writePublic(draft, organization));
        } catch (IOException e) {
            throw new IdentityException("cannot write the MSP folder " + folder, e);
        }
    }

    /**
     * The organization in an MSP folder, of either kind.
     *
     * @throws IdentityException if a file is missing or broken, or {@code config.yaml} does not switch on Fabric's node roles
     */
    public static Organization read(Path folder, String mspId) {
        recover(folder);
        requireNodeOus(folder.resolve(CONFIG));
        List<X509Certificate> roots = readAll(folder.resolve("cacerts"), Pem::readCertificate);
        List<X509Certificate> tlsRoots = readAll(folder.resolve("tlscacerts"), Pem::readCertificate);
        Path crls = folder.resolve("crls");
        List<X509CRL> lists = Files.exists(crls) ? readAll(crls, Pem::readCrl) : List.of();
        if (roots.isEmpty() || tlsRoots.isEmpty()) {
            throw new IdentityException(folder + " needs a .pem file in cacerts and one in tlscacerts; restore them");
        }
        return new Organization(mspId, roots, tlsRoots, lists);
    }

    /**
     * The signing identity in a node's or person's MSP folder.
     *
     * @throws IdentityException if a file is missing or broken, or no key of the keystore belongs to the certificate
     */
    public static Identity readIdentity(Path folder, String mspId) {
        recover(folder);
        Path signcerts = folder.resolve("signcerts");
        List<X509Certificate> certificates = readAll(signcerts, Pem::readCertificate);
        if (certificates.size() != 1) {
            throw new IdentityException(signcerts + " must hold exactly one .pem file, holds " + certificates.size()
                    + "; remove the others");
        }
        X509Certificate certificate = certificates.get(0);
        Path keystore = folder.resolve("keystore");
        PrivateKey key = readAll(keystore, Pem::readPrivateKey).stream()
                .filter(candidate -> EcKeys.match(candidate, certificate.getPublicKey()))
                .findFirst()
                .orElseThrow(() -> new IdentityException("no key in " + keystore + " belongs to the certificate in "
                        + signcerts + "; restore the key, or have the identity issued again"));
        return new Identity(mspId, certificate, key);
    }

    static void writeLocal(Path draft, Organization organization, Identity identity) throws IOException {
        writeCertificates(draft, organization, identity.certificate());
        SafeFiles.write(
                folderIn(draft, "keystore", SafeFiles.Access.OWNER).resolve("key.pem"),
                Pem.encode(identity.privateKey()).getBytes(StandardCharsets.US_ASCII),
                SafeFiles.Access.OWNER);
    }

    /** What a local MSP folder holds besides the key. */
    static void writeCertificates(Path draft, Organization organization, X509Certificate certificate)
            throws IOException {
        writePublic(draft, organization);
        put(folderIn(draft, "signcerts", SafeFiles.Access.EVERYBODY), "cert.pem", Pem.encode(certificate));
    }

    private static void writePublic(Path draft, Organization organization) throws IOException {
        putAll(draft, "cacerts", "ca", organization.roots(), Pem::encode);
        putAll(draft, "tlscacerts", "tlsca", organization.tlsRoots(), Pem::encode);
        putAll(draft, "crls", "crl", organization.crls(), Pem::encode);
        put(draft, CONFIG, NODE_OUS);
    }

    private static <T> void putAll(Path draft, String name, String prefix, List<T> values, Function<T, String> pem)
            throws IOException {
        Path folder = folderIn(draft, name, SafeFiles.Access.EVERYBODY);
        for (int i = 0; i < values.size(); i++) {
            put(folder, i == 0 ? prefix + ".pem" : prefix + (i + 1) + ".pem", pem.apply(values.get(i)));
        }
    }

    private static Path folderIn(Path parent, String name, SafeFiles.Access access) throws IOException {
        Path folder = parent.resolve(name);
        SafeFiles.createFolder(folder, access);
        return folder;
    }

    private static void put(Path folder, String name, String content) throws IOException {
        SafeFiles.write(folder.resolve(name), content.getBytes(StandardCharsets.US_ASCII), SafeFiles.Access.EVERYBODY);
    }

    private static <T> List<T> readAll(Path folder, Function<Path, T> reader) {
        try (Stream<Path> files = Files.list(folder)) {
            var values = new ArrayList<T>();
            files.filter(file -> file.getFileName().toString().endsWith(".pem"))
                    .sorted()
                    .forEach(file -> values.add(reader.apply(file)));
            return values;
        } catch (IOException e) {
            throw new IdentityException("cannot read the folder " + folder + "; restore it", e);
        }
    }

    private static void requireNodeOus(Path config) {
        String yaml = new String(SafeFiles.read(config, Pem.MAX_LENGTH), StandardCharsets.UTF_8);
        boolean enabled =
                Pattern.compile("(?m)^\\s*Enable:\\s*true\\s*$").matcher(yaml).find();
        for (NodeOu ou : NodeOu.values()) {
            String name = ou.text().substring(0, 1).toUpperCase(Locale.ROOT)
                    + ou.text().substring(1);
            enabled &= Pattern.compile(
                            name + "OUIdentifier:\\s*\\n(\\s+Certificate:.*\\n)?\\s+OrganizationalUnitIdentifier:\\s*"
                                    + ou.text() + "\\s*(\\n|$)")
                    .matcher(yaml)
                    .find();
        }
        if (!enabled) {
            throw new IdentityException(
                    config + " must enable NodeOUs with the identifiers client, peer, admin and orderer; restore it");
        }
    }

    private static void recover(Path folder) {
        try {
            SafeFiles.recover(folder);
        } catch (IOException e) {
            throw new IdentityException("cannot finish replacing the MSP folder " + folder, e);
        }
    }
}
