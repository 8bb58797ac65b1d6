package org.credence.network.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.credence.network.identity.AuthorityState.Issued;
import org.credence.network.identity.AuthorityState.Register;
import org.credence.network.identity.AuthorityState.Revoked;
import org.credence.network.identity.RootAuthority.Period;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An organization's certificate authority: a root for enrolment certificates and one for TLS, what they have issued and what is
 * revoked. Everything is on disk before a method returns. Thread-safe; a folder is for one process at a time.
 */
public final class CertificateAuthority {
    private static final Logger log = LoggerFactory.getLogger(CertificateAuthority.class);
    private static final String STATE = "state.json";
    private static final int MAX_STATE_LENGTH = 1 << 26;
    private static final int SERIAL_BITS = 120;

    /** Certificates are valid from this long before they are issued, for clocks that are behind. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random;
    private final RootAuthority enrolmentRoot;
    private final RootAuthority tlsRoot;
    private AuthorityState state;

    private CertificateAuthority(
            Path folder,
            InstantSource clock,
            SecureRandom random,
            RootAuthority enrolmentRoot,
            RootAuthority tlsRoot,
            AuthorityState state) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
        this.enrolmentRoot = enrolmentRoot;
        this.tlsRoot = tlsRoot;
        this.state = state;
    }

    /**
     * A new authority with new roots in a folder that does not exist yet.
     *
     * @param mspId 1 to 64 letters, digits, dots or hyphens
     * @throws IdentityException if the folder exists or cannot be written
     */
    public static CertificateAuthority create(
            Path folder, String mspId, Lifetimes lifetimes, InstantSource clock, SecureRandom random) {
        MspId.require(mspId);
        if (exists(folder)) {
            throw new IdentityException(
                    folder + " exists; open the certificate authority there, or name another folder");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var period = new Period(now.minus(BACKDATED), now.plus(lifetimes.root()));
        RootAuthority enrolment = RootAuthority.create(mspId, "ca", newSerial(random), period, random);
        RootAuthority tls = RootAuthority.create(mspId, "tlsca", newSerial(random), period, random);
        var state = new AuthorityState(
                mspId,
                lifetimes.leaf().toString(),
                emptyRegister(enrolment, now, random),
                emptyRegister(tls, now, random));
        try {
            SafeFiles.replaceFolder(folder, SafeFiles.Access.OWNER, draft -> {
                writeRoot(draft, "ca", enrolment);
                writeRoot(draft, "tlsca", tls);
                SafeFiles.write(draft.resolve(STATE), state.encoded(), SafeFiles.Access.OWNER);
            });
        } catch (IOException e) {
            throw new IdentityException("cannot write the certificate authority's folder " + folder, e);
        }
        log.atInfo().addKeyValue("mspId", mspId).log("certificate authority created");
        return new CertificateAuthority(folder, clock, random, enrolment, tls, state);
    }

    /** Whether there is an authority in this folder: {@link #open} it rather than {@link #create} it. */
    public static boolean exists(Path folder) {
        try {
            SafeFiles.recover(folder);
            return Files.exists(folder);
        } catch (IOException e) {
            throw new IdentityException("cannot look into the certificate authority's folder " + folder, e);
        }
    }

    /**
     * The authority that was created in this folder.
     *
     * @throws IdentityException if a file is missing or broken, or a key does not belong to its root
     */
    public static CertificateAuthority open(Path folder, InstantSource clock, SecureRandom random) {
        if (!exists(folder)) {
            throw new IdentityException(folder + " is missing; create the certificate authority first");
        }
        Path stateFile = folder.resolve(STATE);
        AuthorityState state =
                AuthorityState.decoded(SafeFiles.read(stateFile, MAX_STATE_LENGTH), stateFile.toString());
        return new CertificateAuthority(
                folder, clock, random, readRoot(folder, "ca"), readRoot(folder, "tlsca"), state);
    }

    /** What everybody may know of this organization, with its newest revocation list. */
    public synchronized Organization organization() {
        return new Organization(
                state.mspId(), List.of(enrolmentRoot.certificate()), List.of(tlsRoot.certificate()), List.of(crl()));
    }

    /** The newest revocation list of the enrolment root. */
    public synchronized X509CRL crl() {
        return crl(state.enrolment());
    }

    /** The newest revocation list of the TLS root. Fabric does not read it; servers of our own do. */
    public synchronized X509CRL tlsCrl() {
        return crl(state.tls());
    }

    /** Everything that it ever issued, revoked or expired or not, in the order of issue; enrolment certificates first. */
    public synchronized List<IssuedCertificate> issued() {
        var all = new ArrayList<IssuedCertificate>();
        all.addAll(state.enrolment().certificates(IssuedCertificate.Purpose.ENROLMENT));
        all.addAll(state.tls().certificates(IssuedCertificate.Purpose.TLS));
        return List.copyOf(all);
    }

    /**
     * An enrolment certificate and a TLS certificate with new keys.
     *
     * @throws CertificateRefusedException if a root has expired
     * @throws IdentityException if the state cannot be written; then nothing was issued
     */
    public synchronized Enrolment issue(IssueRequest request) {
        X500Name subject = RootAuthority.subject(state.mspId(), request.ou(), request.name());
        KeyPair enrolmentKeys = EcKeys.generate(random);
        KeyPair tlsKeys = EcKeys.generate(random);
        X509Certificate enrolment = enrolmentRoot.enrolment(
                subject,
                request.attributes(),
                enrolmentKeys.getPublic(),
                freshSerial(),
                leafPeriod(enrolmentRoot),
                random);
        X509Certificate tls =
                tlsRoot.tls(subject, request.hosts(), tlsKeys.getPublic(), freshSerial(), leafPeriod(tlsRoot), random);
        register(request.name(), enrolment, tls);
        return new Enrolment(
                new Identity(state.mspId(), enrolment, enrolmentKeys.getPrivate()),
                new Identity(state.mspId(), tls, tlsKeys.getPrivate()));
    }

    /**
     * Certificates that say what these say, valid from now on; the old ones stay valid until they expire or are revoked.
     *
     * @throws IdentityException if this authority did not issue them, or the state cannot be written
     * @throws CertificateRefusedException if one of them is revoked, or a root has expired
     */
    public synchronized Enrolment renew(Enrolment old, KeyChoice choice) {
        requireRenewable(state.enrolment(), enrolmentRoot, old.identity().certificate());
        requireRenewable(state.tls(), tlsRoot, old.tls().certificate());
        KeyPair enrolmentKeys = keys(old.identity(), choice);
        KeyPair tlsKeys = keys(old.tls(), choice);
        X500Name subject = subject(old.identity().certificate());
        X509Certificate enrolment = enrolmentRoot.enrolment(
                subject,
                Roles.attributes(old.identity().certificate()),
                enrolmentKeys.getPublic(),
                freshSerial(),
                leafPeriod(enrolmentRoot),
                random);
        X509Certificate tls = tlsRoot.tls(
                subject(old.tls().certificate()),
                SubjectNames.hosts(old.tls().certificate()),
                tlsKeys.getPublic(),
                freshSerial(),
                leafPeriod(tlsRoot),
                random);
        register(SubjectNames.commonName(old.identity().certificate()), enrolment, tls);
        return new Enrolment(
                new Identity(state.mspId(), enrolment, enrolmentKeys.getPrivate()),
                new Identity(state.mspId(), tls, tlsKeys.getPrivate()));
    }

    /**
     * Puts a certificate on its root's revocation list. Revoking it again changes nothing.
     *
     * @param serial of an enrolment or TLS certificate of this authority
     * @throws IdentityException if this authority issued no certificate with that serial, or the state cannot be written
     */
    public synchronized void revoke(BigInteger serial) {
        if (state.enrolment().hasIssued(serial)) {
            save(new AuthorityState(
                    state.mspId(),
                    state.leafLifetime(),
                    revoked(state.enrolment(), enrolmentRoot, serial),
                    state.tls()));
        } else if (state.tls().hasIssued(serial)) {
            save(new AuthorityState(
                    state.mspId(), state.leafLifetime(), state.enrolment(), revoked(state.tls(), tlsRoot, serial)));
        } else {
            throw new IdentityException("the certificate authority of " + state.mspId() + " in " + folder
                    + " issued no certificate with serial " + serial.toString(16)
                    + "; check the number and the organization");
        }
    }

    /** Revokes both certificates of an enrolment. */
    public synchronized void revoke(Enrolment enrolment) {
        revoke(enrolment.identity().certificate().getSerialNumber());
        revoke(enrolment.tls().certificate().getSerialNumber());
    }

    private Register revoked(Register register, RootAuthority root, BigInteger serial) {
        if (register.hasRevoked(serial)) {
            return register;
        }
        Instant now = now();
        var entries = new ArrayList<>(register.revoked());
        entries.add(new Revoked(serial.toString(16), now.toString()));
        long number = register.crlNumber() + 1;
        var longer = new Register(register.issued(), entries, number, register.crl());
        String crl = Pem.encode(root.crl(longer.revocations(), number, now, random));
        log.atInfo()
                .addKeyValue("mspId", state.mspId())
                .addKeyValue("serial", serial.toString(16))
                .log("certificate revoked");
        return new Register(longer.issued(), longer.revoked(), number, crl);
    }

    private void requireRenewable(Register register, RootAuthority root, X509Certificate certificate) {
        BigInteger serial = certificate.getSerialNumber();
        if (!register.hasIssued(serial)
                || CertificateChecks.issuer(List.of(root.certificate()), certificate)
                        .isEmpty()) {
            throw new IdentityException("the certificate authority of " + state.mspId() + " in " + folder
                    + " did not issue the certificate of " + certificate.getSubjectX500Principal()
                    + "; renew it where it was issued");
        }
        if (register.hasRevoked(serial)) {
            throw new CertificateRefusedException(
                    CertificateRefusedException.Reason.REVOKED,
                    "the certificate of " + certificate.getSubjectX500Principal()
                            + " is revoked and cannot be renewed; issue a new one");
        }
    }

    private KeyPair keys(Identity old, KeyChoice choice) {
        return choice == KeyChoice.NEW_KEY
                ? EcKeys.generate(random)
                : new KeyPair(old.certificate().getPublicKey(), old.privateKey());
    }

    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private void register(String name, X509Certificate enrolment, X509Certificate tls) {
        save(new AuthorityState(
                state.mspId(),
                state.leafLifetime(),
                state.enrolment().withIssued(entry(name, enrolment)),
                state.tls().withIssued(entry(name, tls))));
        log.atInfo()
                .addKeyValue("mspId", state.mspId())
                .addKeyValue("name", name)
                .addKeyValue("serial", enrolment.getSerialNumber().toString(16))
                .log("certificate issued");
    }

    private static Issued entry(String name, X509Certificate certificate) {
        return new Issued(
                certificate.getSerialNumber().toString(16),
                name,
                certificate.getNotAfter().toInstant().toString());
    }

    private void save(AuthorityState changed) {
        try {
            SafeFiles.write(folder.resolve(STATE), changed.encoded(), SafeFiles.Access.OWNER);
        } catch (IOException e) {
            throw new IdentityException("cannot write " + folder.resolve(STATE) + "; nothing was changed", e);
        }
        state = changed;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private Period leafPeriod(RootAuthority root) {
        Instant now = now();
        CertificateChecks.requireValidAt(root.certificate(), now);
        Instant rootEnd = root.certificate().getNotAfter().toInstant();
        Instant end = now.plus(Duration.parse(state.leafLifetime()));
        return new Period(now.minus(BACKDATED), end.isAfter(rootEnd) ? rootEnd : end);
    }

    private BigInteger freshSerial() {
        BigInteger serial = newSerial(random);
        while (state.enrolment().hasIssued(serial) || state.tls().hasIssued(serial)) {
            serial = newSerial(random);
        }
        return serial;
    }

    /** Random, positive and of one length, so that a serial tells nothing and has one spelling. */
    private static BigInteger newSerial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }

    private static Register emptyRegister(RootAuthority root, Instant now, SecureRandom random) {
        return new Register(List.of(), List.of(), 1, Pem.encode(root.crl(new TreeMap<>(), 1, now, random)));
    }

    private X509CRL crl(Register register) {
        return Pem.crl(
                register.crl().getBytes(StandardCharsets.US_ASCII),
                folder.resolve(STATE).toString());
    }

    private static void writeRoot(Path folder, String name, RootAuthority root) throws IOException {
        SafeFiles.write(
                folder.resolve(name + ".key"),
                Pem.encode(root.key()).getBytes(StandardCharsets.US_ASCII),
                SafeFiles.Access.OWNER);
        SafeFiles.write(
                folder.resolve(name + ".pem"),
                Pem.encode(root.certificate()).getBytes(StandardCharsets.US_ASCII),
                SafeFiles.Access.OWNER);
    }

    private static RootAuthority readRoot(Path folder, String name) {
        X509Certificate certificate = Pem.readCertificate(folder.resolve(name + ".pem"));
        Path keyFile = folder.resolve(name + ".key");
        PrivateKey key = Pem.readPrivateKey(keyFile);
        if (!EcKeys.match(key, certificate.getPublicKey())) {
            throw new IdentityException(
                    keyFile + " does not belong to " + name + ".pem; restore the two together from a backup");
        }
        return new RootAuthority(certificate, key);
    }
}
