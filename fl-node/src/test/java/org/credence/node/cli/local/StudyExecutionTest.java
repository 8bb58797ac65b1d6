package org.credence.node.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.credence.ledger.Ledger;
import org.credence.node.config.StudyFile;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.credence.node.round.NodeBuilder;
import org.credence.node.round.PartClock;
import org.credence.node.round.RulesLedger;
import org.credence.node.round.StudyBook;
import org.credence.node.store.FileNodeState;
import org.credence.node.store.FileUpdateStore;
import org.credence.node.update.LocalExchange;
import org.credence.protocol.AccountId;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyExecutionTest {
    @TempDir
    private Path folder;

    @Test
    void aStudyRunsFromItsProposalToTheLastClaim() throws Exception {
        StudyResult result = run();
        StateView state = result.state();
        StudyFile file = SmallStudy.file(30);

        Study study = state.get(Keys.study(file.study()));
        assertThat(study.status()).isEqualTo(Study.Status.COMPLETE);
        assertThat(study.finalModel()).isEqualTo(result.modelHash());
        for (int window = 0; window < 2; window++) {
            assertThat(state.get(Keys.window(file.study(), window)).status()).isEqualTo(ScoreWindow.Status.FINAL);
        }
        long credited = state.get(Keys.earnings(file.study())).members().stream()
                .mapToLong(credit -> credit.amount())
                .sum();
        assertThat(credited + study.returned()).isEqualTo(400);
        long claimed = state.get(Keys.earnings(file.study())).accounts().stream()
                .mapToLong(account -> state.get(Keys.claimed(file.study(), account.account())))
                .sum();
        assertThat(claimed).isEqualTo(credited);
        assertThat(result.failures()).isEmpty();
    }

    /* Each line: what the study file says, what it says instead. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: logistic}                | {kind: mlp, hidden: [4], initial: seeded}
            localPasses: 1                  | localIterations: 3, optimizer: momentum, momentum: 0.9, momentumState: keep
            localPasses: 1                  | localPasses: 1, optimizer: adam, order: shuffled
            noise: seeded                   | noise: secure
            contribution: {window: 2}       | contribution: {window: 2, method: gtg}
            contribution: {window: 2}       | {contribution: {window: 3}, aggregation: {weights: plain}}
            """)
    void aStudyOfEveryKindRunsToTheLastClaim(String said, String instead) throws Exception {
        String changed = SmallStudy.yaml(30).replace(said, unwrapped(instead));
        StudyFile file = StudyFile.parse("small.yaml", changed);

        StudyResult result = run(file, Duration.ofSeconds(60), ledger -> ledger);

        Study study = result.state().get(Keys.study(file.study()));
        assertThat(study.status()).isEqualTo(Study.Status.COMPLETE);
        long credited = result.state().get(Keys.earnings(file.study())).members().stream()
                .mapToLong(credit -> credit.amount())
                .sum();
        assertThat(credited + study.returned()).isEqualTo(400);
        assertThat(result.failures()).isEmpty();
    }

    /** Two sections in braces become two lines of the file. */
    private static String unwrapped(String sections) {
        return sections.startsWith("{contribution")
                ? sections.substring(1, sections.length() - 1).replace("}, aggregation", "}\naggregation")
                : sections;
    }

    @Test
    void aRegressionRunsToTheLastClaim() throws Exception {
        StudyFile file = StudyFile.parse(
                "small.yaml",
                SmallStudy.yaml(30)
                        .replace("type: binary, positive: [\"1\"], negative: [\"0\"]", "type: number")
                        .replace("kind: logistic", "kind: linear"));

        StudyResult result = run(file, Duration.ofSeconds(60), ledger -> ledger);

        assertThat(result.state().get(Keys.study(file.study())).status()).isEqualTo(Study.Status.COMPLETE);
        assertThat(result.comparison().orElseThrow().metric()).isEqualTo("R2");
    }

    @Test
    void aStudyWithTooManySilentMembersSaysWhoHasNotCommitted() {
        var stopped = catchThrowableOfType(
                StudyStoppedException.class,
                () -> run(SmallStudy.file(1), Duration.ofSeconds(1), Faults.LosingLedger::new));

        assertThat(stopped.getMessage())
                .matches("study small stopped: nothing happened for \\d+ s; round 0 has 3 updates, a quorum is 4;"
                        + " it waits for D, E");
    }

    @Test
    void aStudyWithTooManyBrokenNodesSaysWhichAndWhy() {
        var stopped = catchThrowableOfType(
                StudyStoppedException.class,
                () -> run(SmallStudy.file(30), Duration.ofSeconds(60), Faults.RefusingLedger::new));

        assertThat(stopped).hasMessage("""
                study small stopped: 3 of 5 members are left, a quorum is 4
                D: its node stopped: WRONG_ROLE: this certificate may not commit
                E: its node stopped: WRONG_ROLE: this certificate may not commit""");
    }

    @Test
    void aStudyGoesOnWithMembersWhomTheLedgerDidNotAnswerInTime() throws Exception {
        StudyResult calm = run();
        StudyResult result = run(SmallStudy.file(30), Duration.ofSeconds(60), Faults.AwayLedger::new);

        assertThat(result.failures()).isEmpty();
        assertThat(StudyFacts.of(result)).isEqualTo(StudyFacts.of(calm));
    }

    @Test
    void aLedgerThatStaysAwayEndsTheStudyWithItsOwnWords() {
        var stopped = catchThrowableOfType(
                StudyStoppedException.class,
                () -> run(SmallStudy.file(1), Duration.ofSeconds(1), Faults.AbsentLedger::new));

        assertThat(stopped.getMessage().lines().toList())
                .satisfiesExactly(
                        why -> assertThat(why).startsWith("study small stopped: nothing happened for "),
                        concern -> assertThat(concern).isEqualTo(Faults.AWAY));
    }

    private StudyResult run() throws Exception {
        return run(SmallStudy.file(30), Duration.ofSeconds(60), ledger -> ledger);
    }

    /** @param troubled the ledger as the last two members' nodes use it */
    private StudyResult run(StudyFile file, Duration patience, UnaryOperator<Ledger> troubled) throws Exception {
        Path place = Files.createTempDirectory(folder, "run");
        StudyInput input = SmallStudy.input(file, place);
        StudyRun main = input.main();
        StudyBook book = StudyBook.of(
                file.spec(main.study(), new RowsCodec(input.schema()).digest(main.validation())), main.validation());
        var ledger = new RulesLedger(InstantSource.system());
        var offices = new RulesOffices(ledger, troubled);
        offices.found();
        var exchange = new LocalExchange();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            var surroundings = new StudyExecution.Surroundings(
                    offices,
                    seat -> {
                        var store =
                                new FileUpdateStore(place.resolve(seat.member().value()));
                        return new NodeBuilder.Storage(
                                store,
                                exchange.join(seat.member(), store),
                                new FileNodeState(place.resolve("memory-" + seat.member())));
                    },
                    threads,
                    new PartClock(System::nanoTime),
                    InstantSource.system(),
                    patience,
                    new SilentProgress());
            return new StudyExecution(file, main, book, surroundings).run(new ArrayList<>());
        } finally {
            threads.shutdownNow();
        }
    }

    private static final class SilentProgress implements Progress {
        @Override
        public void begins(StudyBook book) {}

        @Override
        public void goesOn(StudyBook book, StateView state, double metric) {}
    }

    private record RulesOffices(RulesLedger ledger, UnaryOperator<Ledger> troubled) implements Offices {
        void found() {
            board(SmallStudy.MEMBERS.get(0))
                    .initCharter(new org.credence.protocol.Command.InitCharter(SmallStudy.MEMBERS, 3, List.of()));
        }

        @Override
        public Ledger member(MemberId member) {
            Ledger right = ledger.as(member, Role.MEMBER, null);
            return SmallStudy.MEMBERS.indexOf(member) < 3 ? right : troubled.apply(right);
        }

        @Override
        public Ledger board(MemberId member) {
            return ledger.as(member, Role.BOARD, null);
        }

        @Override
        public Ledger owner(AccountId account) {
            String[] parts = account.value().split("/", 2);
            return ledger.as(new MemberId(parts[0]), Role.OWNER, parts[1]);
        }
    }
}
