package org.credence.node.audit;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.credence.network.ledger.verify.LedgerTransaction.Event;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.Outcome;
import org.credence.protocol.Reply;
import org.credence.protocol.Role;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.rules.Rules;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Calls as a ledger records them whose contract runs the rules; certificates are real, blocks and signatures there are none. */
final class RecordedCalls {
    static final StudyId STUDY = new StudyId("s");
    private static final long TIME = 1_000_000;

    private final LedgerState state = new LedgerState();
    private final Map<Role, X509Certificate> certificates = new EnumMap<>(Role.class);

    /** The next call, which the rules accept; it takes effect. */
    ContractCall call(String mspId, Role role, Command command) {
        Outcome outcome = Rules.apply(state, command, new TxContext(new MemberId(mspId), role, null, TIME));
        if (outcome.isRejected()) {
            throw new IllegalArgumentException(outcome.message());
        }
        state.apply(outcome);
        List<ReadWriteSet.Write> writes = outcome.writes().stream()
                .map(write -> new ReadWriteSet.Write(write.key().ledgerKey(), Optional.of(json(write.value()))))
                .toList();
        return new ContractCall(
                0,
                TxValidationCode.VALID,
                "id",
                mspId,
                certificate(role),
                Instant.ofEpochSecond(TIME, 1),
                "credence",
                command.function(),
                List.of(json(command)),
                200,
                json(new Reply(outcome.code(), outcome.words())),
                Optional.ofNullable(outcome.event()).map(event -> new Event(event.name(), json(event))),
                set(writes));
    }

    /** A study up to its first round, in which a member commits twice; the last call is the second attempt. */
    List<ContractCall> studyWithASecondUpdateOf(String mspId, List<MemberId> members) {
        Digest initial = Digest.sha256(new byte[0]);
        var calls = new ArrayList<ContractCall>();
        calls.add(call("A", Role.BOARD, new Command.InitCharter(members, 3, List.of())));
        calls.add(call(
                "A",
                Role.MEMBER,
                new Command.ProposeStudy(
                        STUDY,
                        Digest.sha256(new byte[1]),
                        initial,
                        1,
                        Collections.nCopies(1, 10L),
                        1,
                        5,
                        0,
                        0,
                        Settlement.LEDGER,
                        new Deadlines(1, 1, 1, 1, 1))));
        members.subList(0, 3)
                .forEach(member -> calls.add(call(member.value(), Role.BOARD, new Command.ApproveStudy(STUDY))));
        members.forEach(member -> calls.add(call(member.value(), Role.MEMBER, new Command.Enrol(STUDY, initial))));
        calls.add(call("A", Role.MEMBER, new Command.StartStudy(STUDY)));
        for (byte update = 2; update < 4; update++) {
            calls.add(call(
                    mspId,
                    Role.MEMBER,
                    new Command.CommitUpdate(STUDY, 0, initial, Digest.sha256(new byte[update]), 1, 1, List.of())));
        }
        return calls;
    }

    /** The same call under another certificate. */
    ContractCall sentBy(ContractCall call, String mspId, Role role) {
        return new ContractCall(
                call.index(),
                call.code(),
                call.transactionId(),
                mspId,
                certificate(role),
                call.timestamp(),
                call.contract(),
                call.function(),
                call.arguments(),
                call.status(),
                call.payload(),
                call.event(),
                call.readWriteSet());
    }

    /** The same call, which also writes to a private collection. */
    static ContractCall withCollection(ContractCall call, ReadWriteSet.HashedCollection collection) {
        ReadWriteSet.Namespace own = call.readWriteSet().namespaces().get(0);
        ReadWriteSet.Namespace with =
                new ReadWriteSet.Namespace(own.name(), own.reads(), own.ranges(), own.writes(), List.of(collection));
        return new ContractCall(
                call.index(),
                call.code(),
                call.transactionId(),
                call.mspId(),
                call.certificate(),
                call.timestamp(),
                call.contract(),
                call.function(),
                call.arguments(),
                call.status(),
                call.payload(),
                call.event(),
                new ReadWriteSet(List.of(with)));
    }

    /** The same call with another result. */
    static ContractCall copy(
            ContractCall call, int status, ByteString payload, Optional<Event> event, List<ReadWriteSet.Write> writes) {
        return new ContractCall(
                call.index(),
                call.code(),
                call.transactionId(),
                call.mspId(),
                call.certificate(),
                call.timestamp(),
                call.contract(),
                call.function(),
                call.arguments(),
                status,
                payload,
                event,
                set(writes));
    }

    private static ReadWriteSet set(List<ReadWriteSet.Write> writes) {
        return new ReadWriteSet(List.of(new ReadWriteSet.Namespace("credence", List.of(), List.of(), writes)));
    }

    private static ByteString json(Object value) {
        return ByteString.copyFrom(CanonicalJson.encode(value));
    }

    /** The organization's name in the certificate does not matter here: who issued it is for the ledger to check. */
    private X509Certificate certificate(Role role) {
        return certificates.computeIfAbsent(role, RecordedCalls::issue);
    }

    private static X509Certificate issue(Role role) {
        try {
            Path folder = Files.createTempDirectory("authority");
            try {
                var authority = CertificateAuthority.create(
                        folder.resolve("A"), "A", Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
                return authority
                        .issue(IssueRequest.client("user", org.credence.network.identity.Role.valueOf(role.name())))
                        .identity()
                        .certificate();
            } finally {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
