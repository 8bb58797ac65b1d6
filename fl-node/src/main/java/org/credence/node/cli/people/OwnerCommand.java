package org.credence.node.cli.people;

import java.util.ArrayList;
import java.util.List;
import org.credence.node.round.Readings;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.Settlement;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence owner}: a data owner's account and its claims, for studies that settle on the ledger. */
@CommandLine.Command(
        name = "owner",
        mixinStandardHelpOptions = true,
        description = "A data owner's account, and its claims.")
public final class OwnerCommand {
    @CommandLine.Command(
            name = "account",
            mixinStandardHelpOptions = true,
            description = "What the owner's account earned, is owed and was paid, study by study.")
    void account(
            @Mixin OfficeOptions options,
            @Option(names = "--study", paramLabel = "STUDY", description = "One study (default: all).") @Nullable
                    StudyId one) {
        try (Office office = options.openOwner()) {
            AccountId account = account(office);
            List<StudyReading> studies =
                    one == null ? StudyReading.all(office.state()) : List.of(StudyReading.of(office.state(), one));
            var sheets = new ArrayList<Sheet>();
            studies.forEach(study -> sheets.add(standing(office.state(), study, account)));
            options.answer(new Sheet().text("account", account).sheets("studies", sheets));
        }
    }

    @CommandLine.Command(
            name = "claim",
            mixinStandardHelpOptions = true,
            description = "Claims what the newest approved statement of a study owes the owner's account.")
    void claim(
            @Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY", description = "Its name.") StudyId study) {
        try (Office office = options.openOwner()) {
            AccountId account = account(office);
            StudyReading reading = StudyReading.of(office.state(), study);
            long before = paid(office.state(), study, account);
            Sheet answer =
                    office.submit(new Command.Claim(study, account, Readings.approvedEpoch(office.state(), study)));
            options.answer(answer.number("amount", paid(office.state(), study, account) - before)
                    .sheet("account", standing(office.state(), reading, account)));
        }
    }

    private static AccountId account(Office office) {
        return office.account()
                .orElseThrow(() -> new NotThereException(
                        "the certificate names no owner; use one of a data owner (--as owner-NAME)"));
    }

    private static Sheet standing(StateView state, StudyReading study, AccountId account) {
        long earned = Readings.earnings(state, study.id()).accounts().stream()
                .filter(amount -> amount.account().equals(account))
                .mapToLong(AccountAmount::amount)
                .sum();
        long stated = Readings.due(state, study.id(), account).orElse(0L);
        long paid = paid(state, study.id(), account);
        return new Sheet()
                .text("study", study.id())
                .text("settlement", study.terms().settlement())
                .number("earned", earned)
                .number("stated", stated)
                .number("paid", paid)
                .number("claimable", study.terms().settlement() == Settlement.LEDGER ? stated - paid : 0);
    }

    private static long paid(StateView state, StudyId study, AccountId account) {
        Long claimed = state.get(Keys.claimed(study, account));
        return claimed == null ? 0 : claimed;
    }
}
