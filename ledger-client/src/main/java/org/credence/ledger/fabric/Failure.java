package org.credence.ledger.fabric;

import io.grpc.Status;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.RefusedException;
import org.credence.protocol.Code;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call to the gateway means. Fabric says it in three places: the gRPC status, its text, and details of the endorsers
 * ({@code chaincode response 500, CODE: words} for what the contract refused).
 *
 * @param words everything that was said, for the message
 * @param refusal of the contract, for {@link Kind#REFUSED} alone
 */
record Failure(Kind kind, String words, Optional<RefusedException> refusal, Throwable cause) {
    /** What to do about it. */
    enum Kind {
        /** The rules said no. */
        REFUSED,
        /** The caller is not accepted. */
        NOT_AUTHORIZED,
        /** The peer, or something behind it, is away: try again. */
        AWAY,
        /** Anything else: not ours to mend. */
        FAULT
    }

    private static final Pattern REFUSAL =
            Pattern.compile("(?:^|chaincode response \\d+, )([A-Z][A-Z_]+): (.*)$", Pattern.DOTALL);

    private static final String WRONG_TIME = "incorrect timestamp";

    /** Fabric's words for a caller it does not accept; the status is often none of the two that would say so. */
    private static final List<String> DENIALS = List.of(
            "access denied",
            "identity expired",
            "certificate has expired",
            "certificate is revoked",
            "has been revoked",
            "creator certificate is not valid",
            "creator is malformed",
            "identity is not valid",
            "bad_creator_signature",
            WRONG_TIME,
            "not authorized");

    static Failure of(GatewayException exception) {
        var said = new ArrayList<String>();
        exception.getDetails().stream().map(ErrorDetail::getMessage).forEach(said::add);
        boolean endorsing = exception instanceof EndorseException;
        return of(exception.getStatus(), said, endorsing, exception);
    }

    /** What the end of a stream of blocks means. */
    static Failure ofStream(Status status) {
        return of(status, List.of(), false, status.asRuntimeException());
    }

    private static Failure of(Status status, List<String> details, boolean endorsing, Throwable cause) {
        var said = new ArrayList<>(details);
        String description = status.getDescription();
        if (description != null) {
            said.add(description);
        }
        for (Throwable reason = status.getCause(); reason != null; reason = reason.getCause()) {
            said.add(String.valueOf(reason.getMessage()));
        }
        String words = status.getCode() + (said.isEmpty() ? "" : ": " + String.join("; ", said));
        for (String message : said) {
            Optional<RefusedException> refusal = refusal(message);
            if (refusal.isPresent()) {
                return new Failure(Kind.REFUSED, words, refusal, cause);
            }
        }
        return new Failure(kind(status, said, endorsing), words, Optional.empty(), cause);
    }

    /** The exception for a failure that trying again does not mend. */
    RuntimeException fatal(X509Certificate certificate, Instant now) {
        if (kind == Kind.NOT_AUTHORIZED) {
            return new NotAuthorizedException(advice(certificate, now) + " (" + words + ")", cause);
        }
        return refusal.map(RuntimeException.class::cast)
                .orElseGet(() -> new LedgerFaultException("the ledger failed: " + words, cause));
    }

    private String advice(X509Certificate certificate, Instant now) {
        if (words.contains(WRONG_TIME)) {
            return "this machine's time, " + now + ", is far from the ledger's; set the clock";
        }
        String whose = "the certificate of " + certificate.getSubjectX500Principal() + ", serial "
                + certificate.getSerialNumber().toString(16) + ",";
        Instant until = certificate.getNotAfter().toInstant();
        return now.isAfter(until)
                ? whose + " expired at " + until + "; have your certificate authority renew it"
                : whose
                        + " is not accepted by the ledger: it is revoked, or not of a member's certificate authority; ask your"
                        + " certificate authority for a new one, or the board to admit your organization";
    }

    private static Optional<RefusedException> refusal(String message) {
        Matcher matcher = REFUSAL.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (Code code : Code.values()) {
            if (code.isRefusal() && code.name().equals(matcher.group(1))) {
                return Optional.of(new RefusedException(code, matcher.group(2)));
            }
        }
        return Optional.empty();
    }

    /** An endorsement is also aborted when the contract is not there to be asked; a submit only when it is refused. */
    private static Kind kind(Status status, List<String> said, boolean endorsing) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED -> Kind.NOT_AUTHORIZED;
            case UNAVAILABLE -> unavailable(status.getCause());
            case DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED -> Kind.AWAY;
            case ABORTED -> denied(said) ? Kind.NOT_AUTHORIZED : endorsing ? Kind.AWAY : Kind.FAULT;
            default -> denied(said) ? Kind.NOT_AUTHORIZED : Kind.FAULT;
        };
    }

    /** A TLS alert is the peer's no to our certificate; a certificate that does not validate is our no to the peer's. */
    private static Kind unavailable(@Nullable Throwable reason) {
        for (Throwable each = reason; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return Kind.FAULT;
            }
            if (each instanceof SSLException
                    && String.valueOf(each.getMessage()).contains("fatal alert")) {
                return Kind.NOT_AUTHORIZED;
            }
        }
        return Kind.AWAY;
    }

    private static boolean denied(List<String> said) {
        return said.stream()
                .map(message -> message.toLowerCase(Locale.ROOT))
                .anyMatch(message -> DENIALS.stream().anyMatch(message::contains));
    }
}
