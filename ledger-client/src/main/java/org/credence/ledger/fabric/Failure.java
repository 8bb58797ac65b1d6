package org.credence.ledger.fabric;

import io.grpc.Status;
import java.io.IOException;
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
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call to a gateway means. Fabric says it in three places: the gRPC status, its text, and details of the endorsers or
 * orderers ({@code chaincode response 500, CODE: words} for what the contract refused).
 *
 * @param trouble that may pass, for {@link Kind#AWAY} and {@link Kind#DISAGREED}
 * @param words who was asked and everything that was said, for the message
 * @param refusal of the contract, for {@link Kind#REFUSED} alone
 */
record Failure(Kind kind, Trouble trouble, String words, Optional<RefusedException> refusal, Throwable cause) {
    /** What to do about it. */
    enum Kind {
        /** The rules said no; so would they through every other gateway. */
        REFUSED,
        /** The caller is not accepted, whoever is asked. */
        NOT_AUTHORIZED,
        /** This peer and the caller cannot speak, because of the TLS certificate of one of them; another peer may. */
        SHUT,
        /** The peer, or something behind it, is away: ask another, or try again. */
        AWAY,
        /** Endorsing peers gave different answers; nothing was submitted, and a new proposal may find them at one. */
        DISAGREED,
        /** Anything else: not ours to mend. */
        FAULT
    }

    /** Which of the gateway's calls failed; the same status means different things. */
    private enum Asked {
        EVALUATE,
        ENDORSE,
        SUBMIT,
        COMMIT_STATUS,
        BLOCKS;

        static Asked of(GatewayException exception) {
            if (exception instanceof EndorseException) {
                return ENDORSE;
            }
            if (exception instanceof SubmitException) {
                return SUBMIT;
            }
            return exception instanceof CommitStatusException ? COMMIT_STATUS : EVALUATE;
        }
    }

    private static final Pattern REFUSAL =
            Pattern.compile("(?:^|chaincode response \\d+, )([A-Z][A-Z_]+): (.*)$", Pattern.DOTALL);

    /** The gateway's own peer endorsed, and others did not. */
    private static final String NOT_ENOUGH = "failed to collect enough transaction endorsements";

    /** An orderer's no to the transaction itself, which it will not take back. */
    private static final Pattern REJECTION =
            Pattern.compile("status=(BAD_REQUEST|FORBIDDEN|REQUEST_ENTITY_TOO_LARGE)\\b");

    private static final String WRONG_TIME = "incorrect timestamp";

    /** Fabric's words for a caller it does not accept; the status is often none of the two that would say so. */
    private static final List<String> DENIALS = List.of(
            "access denied",
            "permission denied",
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

    /** What a call to the gateway with this name came to. */
    static Failure of(GatewayException exception, String gateway) {
        List<String> details =
                exception.getDetails().stream().map(ErrorDetail::getMessage).toList();
        return of(exception.getStatus(), details, Asked.of(exception), gateway, exception);
    }

    /** What the end of a stream of blocks means. */
    static Failure ofStream(Status status, String gateway) {
        return of(status, List.of(), Asked.BLOCKS, gateway, status.asRuntimeException());
    }

    /** A gateway that did not get to a block, which another one told of, in the time that was left. */
    static Failure behind(long block, GatewayException exception, String gateway) {
        String words = "%s: has not got block %d, which another gateway told of".formatted(gateway, block);
        return new Failure(Kind.AWAY, Trouble.BEHIND, words, Optional.empty(), exception);
    }

    private static Failure of(Status status, List<String> details, Asked asked, String gateway, Throwable cause) {
        var said = new ArrayList<>(details.stream().distinct().toList());
        String description = status.getDescription();
        if (description != null) {
            said.add(withoutPipeline(description));
        }
        for (Throwable reason = status.getCause(); reason != null; reason = reason.getCause()) {
            String more = reason.getMessage();
            // Each cause tends to repeat what the one below it says.
            if (more != null && !contains(said, more.toLowerCase(Locale.ROOT))) {
                said.add(more);
            }
        }
        String words = gateway + ": " + status.getCode() + (said.isEmpty() ? "" : ": " + String.join("; ", said));
        if (contains(said, NOT_ENOUGH)) {
            return notEnough(said, words, cause);
        }
        for (String message : said) {
            Optional<RefusedException> refusal = refusal(message);
            if (refusal.isPresent()) {
                return new Failure(Kind.REFUSED, Trouble.UNKNOWN, words, refusal, cause);
            }
        }
        return new Failure(kind(status, details, said, asked), Trouble.of(words), words, Optional.empty(), cause);
    }

    /** gRPC adds the names of its own classes, on a line below what happened. */
    private static String withoutPipeline(String description) {
        int more = description.indexOf("\nChannel Pipeline: ");
        return more < 0 ? description : description.substring(0, more);
    }

    /*
     * The first endorsement is the gateway's own peer's, and it was given. Whoever refused then sees another state, or runs another
     * contract: that is no decision of the rules, and it ends when the peers are at the same block.
     */
    private static Failure notEnough(List<String> said, String words, Throwable cause) {
        boolean differ = denied(said)
                || said.stream().anyMatch(message -> refusal(message).isPresent());
        Trouble trouble = differ ? Trouble.ENDORSERS_DISAGREE : Trouble.of(words);
        Kind kind = trouble == Trouble.ENDORSERS_DISAGREE ? Kind.DISAGREED : Kind.AWAY;
        return new Failure(kind, trouble, words, Optional.empty(), cause);
    }

    /** Whether asking another gateway, or the same one later, may help. */
    boolean mayPass() {
        return kind == Kind.AWAY || kind == Kind.DISAGREED;
    }

    /** Which gateway has what trouble, and what it said. */
    String report() {
        int name = words.indexOf(": ");
        return words.substring(0, name) + " " + trouble.words() + " (" + words.substring(name + 2) + ")";
    }

    /** The exception for a failure that trying again does not mend. */
    RuntimeException fatal(X509Certificate certificate, Instant now) {
        if (kind == Kind.SHUT && strange(cause)) {
            return new LedgerFaultException(
                    "the peer does not prove to be the one of the connection profile: its TLS certificate is expired, of another"
                            + " authority or for another name (" + words + ")",
                    cause);
        }
        if (kind == Kind.NOT_AUTHORIZED || kind == Kind.SHUT) {
            return new NotAuthorizedException(advice(certificate, now) + " (" + words + ")", cause);
        }
        return refusal.map(RuntimeException.class::cast)
                .orElseGet(() -> new LedgerFaultException("the ledger failed: " + words, cause));
    }

    private String advice(X509Certificate certificate, Instant now) {
        return words.contains(WRONG_TIME)
                ? "this machine's time, " + now + ", is far from the ledger's; set the clock"
                : certificateAdvice(certificate, now);
    }

    /** What a caller whose certificate is not accepted can do. */
    static String certificateAdvice(X509Certificate certificate, Instant now) {
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

    private static Kind kind(Status status, List<String> details, List<String> said, Asked asked) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                Trouble.of(String.join("; ", said)) == Trouble.NO_CHANNEL ? Kind.AWAY : Kind.NOT_AUTHORIZED;
            case UNAVAILABLE -> asked == Asked.SUBMIT ? handedOver(status, details) : unanswered(status, details);
            case DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED -> Kind.AWAY;
            case UNIMPLEMENTED -> Kind.FAULT;
            case ABORTED, FAILED_PRECONDITION, NOT_FOUND -> denied(said) ? Kind.NOT_AUTHORIZED : unready(status, asked);
            default -> other(status.getCause(), said);
        };
    }

    /** A status with a cause is none that the peer sent: a connection that breaks while a call is made has no code of its own. */
    private static Kind other(@Nullable Throwable reason, List<String> said) {
        if (denied(said)) {
            return Kind.NOT_AUTHORIZED;
        }
        if (broken(reason)) {
            return unavailable(reason);
        }
        return contains(said, "too many requests") ? Kind.AWAY : Kind.FAULT;
    }

    /** What is not there yet may come: a channel, a contract, endorsers. A submit is aborted only when the transaction is refused. */
    private static Kind unready(Status status, Asked asked) {
        return asked == Asked.SUBMIT && status.getCode() == Status.Code.ABORTED ? Kind.FAULT : Kind.AWAY;
    }

    /** A BFT gateway says "unavailable" also when the orderers refused the transaction: then each of them says so. */
    private static Kind handedOver(Status status, List<String> details) {
        boolean refused = !details.isEmpty()
                && details.stream().allMatch(detail -> REJECTION.matcher(detail).find());
        if (refused) {
            return denied(details) ? Kind.NOT_AUTHORIZED : Kind.FAULT;
        }
        return unavailable(status.getCause());
    }

    /** A gateway takes for unavailable also the peers that turned a reader's certificate or time away before they looked at the rest. */
    private static Kind unanswered(Status status, List<String> details) {
        return denied(details) ? Kind.NOT_AUTHORIZED : unavailable(status.getCause());
    }

    /** A TLS alert is the peer's no to our certificate; a certificate that does not validate is our no to the peer's. */
    private static Kind unavailable(@Nullable Throwable reason) {
        return strange(reason) || alerted(reason) ? Kind.SHUT : Kind.AWAY;
    }

    private static boolean broken(@Nullable Throwable reason) {
        for (Throwable each = reason; each != null; each = each.getCause()) {
            if (each instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static boolean strange(@Nullable Throwable reason) {
        for (Throwable each = reason; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static boolean alerted(@Nullable Throwable reason) {
        for (Throwable each = reason; each != null; each = each.getCause()) {
            if (each instanceof SSLException
                    && String.valueOf(each.getMessage()).contains("fatal alert")) {
                return true;
            }
        }
        return false;
    }

    private static boolean denied(List<String> said) {
        return DENIALS.stream().anyMatch(denial -> contains(said, denial));
    }

    private static boolean contains(List<String> said, String words) {
        return said.stream()
                .anyMatch(message -> message.toLowerCase(Locale.ROOT).contains(words));
    }
}
