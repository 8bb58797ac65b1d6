package org.credence.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.ModelKind;
import org.credence.node.config.StudySpec.Noise;
import org.credence.protocol.AccountId;
import org.credence.protocol.Digest;
import org.credence.protocol.Settlement;
import org.credence.protocol.Share;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "study.yaml",
                "demo.yaml",
                "heart-disease.yaml",
                "tox21.yaml",
                "esol.yaml",
                "drug-response.yaml",
                "indomethacin.yaml"
            })
    void theExamplesAreRight(String name) {
        StudyFile file = StudyFile.read(StudyFiles.EXAMPLES.resolve(name));

        StudySpec spec = file.spec(file.study(), Digest.sha256(new byte[0]));
        assertThat(CanonicalJson.decode(CanonicalJson.encode(spec), StudySpec.class))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(spec);
    }

    @Test
    void theTemplateNamesEveryFieldAndItsDefault() {
        StudyFile template = StudyFile.read(StudyFiles.EXAMPLES.resolve("study.yaml"));
        StudyFile small = StudyFile.parse("small.yaml", StudyFiles.SMALL);

        assertThat(template.aggregation()).isEqualTo(small.aggregation());
        assertThat(template.contribution()).isEqualTo(small.contribution());
        assertThat(template.incentive()).isEqualTo(small.incentive());
        assertThat(template.schedule()).isEqualTo(small.schedule());
        assertThat(template.model()).isEqualTo(small.model());
        assertThat(template.evaluation()).isEqualTo(small.evaluation());
        assertThat(template.members().get(1).test())
                .isEqualTo(small.members().get(1).test());
        assertThat(template.members().get(1).validation())
                .isEqualTo(small.members().get(1).validation());
        assertThat(template.privacy().delta()).isEqualTo(small.privacy().delta());
    }

    @Test
    void whatIsLeftOutHasADefault() {
        StudyFile file = StudyFile.parse("small.yaml", StudyFiles.SMALL);

        assertThat(file.title()).isEqualTo("small");
        assertThat(file.seed()).isEqualTo(1);
        assertThat(file.schema().standardize()).isTrue();
        assertThat(file.schema().missing()).containsExactly("");
        assertThat(file.schema().target().positive()).containsExactly("1");
        assertThat(file.schema().features().get(1).type()).isEqualTo(FeatureType.CATEGORY);
        assertThat(file.model().kind()).isEqualTo(ModelKind.LOGISTIC);
        assertThat(file.training().localPasses()).isEqualTo(1);
        assertThat(file.privacy().noise()).isEqualTo(Noise.NONE);
        assertThat(file.privacy().clipNorm()).isZero();
        assertThat(file.schedule().rounds()).isEqualTo(60);
        assertThat(file.incentive().settlement()).isEqualTo(Settlement.LEDGER);
        assertThat(file.members().get(0).beneficiaries().shares())
                .containsExactly(new Share(new AccountId("A/A"), 10_000));
    }

    @Test
    void decimalsAreKeptAsWritten() {
        StudyFile file = StudyFile.parse("s", StudyFiles.SMALL + "training: {learningRate: 0.10, l2: 1e-3}\n");

        assertThat(file.training().learningRate()).isEqualTo(new BigDecimal("0.10"));
        assertThat(file.training().l2()).isEqualByComparingTo("0.001");
    }

    /** Each: a piece of the template, what it becomes ({@code §} marks where the problem is), and the problem. */
    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            study: my-study | study: §my study | study is not an id: a study id is 1 to 64 letters
            seed: 1 | seed: §1.5 | seed must be a whole number from 0 to 9223372036854775807, was '1.5'
            version: 1 | version: §2 | version must be a whole number from 1 to 1, was '2'
            standardize: true | standardize: §maybe | schema.standardize must be true or false, was 'maybe'
            name: age, type: number | name: age, type: §numeric | schema.features[0].type must be one of number, category, date, smiles, was 'numeric'
            name: age, type: number | name: §outcome | schema.features[0].name must be a column of its own, 'outcome' is already schema.target.name
            {name: age, type: number} | §{type: number} | schema.features[0].name is missing: the column's name in the header line
            values: [f, m] | values: §[f] | schema.features[2].values must list at least two values
            values: [f, m] | values: §["?", m] | schema.features[2].values cannot hold '?', which means missing
            values: [f, m] | values: §[1, 1.0] | schema.features[2].values must list different values
            {name: sex, type: category, values: [f, m]} | §{name: sex, type: category} | schema.features[2].values is missing: a category lists its values
            type: category, values: [f, m] | type: number, values: §[f, m] | schema.features[2].values is for type category only
            negative: ["0"] | negative: §["2.0"] | schema.target.negative cannot hold '2', which is positive
            negative: ["0"] | negative: §[] | schema.target.negative must list at least one value that means 0
            type: binary, positive: ["1", "2"], negative: ["0"] | type: number, positive: §["1"] | schema.target.positive is for a target of type binary or labels only
            type: binary, positive: ["1", "2"], negative: ["0"] | type: number | model.kind must be linear or mlp for a number target, was 'logistic'
            type: binary, positive: ["1", "2"], negative: ["0"] | type: classes, values: §[low] | schema.target.values must list 2 to 1000, was 1
            type: binary, positive: ["1", "2"], negative: ["0"] | type: classes, values: §[1, 1.0] | schema.target.values must list different values
            type: binary, positive: ["1", "2"], negative: ["0"] | type: classes, values: [1, 2], negative: §["0"] | schema.target.negative is for a target of type binary or labels only
            type: binary, positive: ["1", "2"], negative: ["0"] | type: labels, columns: §[a, a] | schema.target.columns must list different values
            type: binary, positive: ["1", "2"], negative: ["0"] | type: labels, columns: §[a, b], negative: [""] | schema.target.columns cannot mean anything by '', which means missing
            name: age, type: number | name: age, type: number, until: §2024-01-01 | schema.features[0].until is for type date only
            {name: age, type: number} | §{name: age, type: date} | schema.features[0].until is missing: the day until which
            name: age, type: number | name: age, type: date, until: §2024-02-30 | schema.features[0].until must be a date or a column: '2024-02-30' is no date
            name: age, type: number | name: age, type: date, until: visit, format: §dd.MM | schema.features[0].format must have yyyy, MM and dd once each
            name: age, type: number | name: age, type: smiles, bits: §1000 | schema.features[0].bits must be a power of two, was 1000
            name: age, type: number | name: age, type: smiles, whenMissing: §mean | schema.features[0].whenMissing cannot be given for smiles
            name: age, type: number | name: age, form: §parent | schema.features[0].form is for type smiles only
            standardize: true | brokenRows: §drop | schema.brokenRows must be one of refuse, skip, was 'drop'
            type: binary, positive: ["1", "2"], negative: ["0"] | columns: §[a, b] | schema.target.columns is for a target of type labels only
            kind: logistic | kind: §linear | model.kind must be logistic or mlp for a binary target, was 'linear'
            kind: logistic | §kind: mlp | model.hidden is missing: an mlp needs the units of its hidden layers
            kind: logistic | hidden: §[3] | model.hidden is for kind mlp only
            kind: logistic | {kind: mlp, hidden: [0]} | is not YAML
            initial: zero | §inital: zero | model.inital is not a field; did you mean 'initial'?
            initial: zero | §quantum: 1 | model.quantum is not a field; known here: hidden, initial, kind
            optimizer: sgd | optimizer: §lion | training.optimizer must be one of sgd, momentum, adagrad, rmsprop, adam, was 'lion'
            optimizer: sgd | optimizer: §[sgd] | training.optimizer must be a single value
            learningRate: 0.05 | learningRate: §0 | training.learningRate must be greater than 0, was 0
            learningRate: 0.05 | learningRate: §1e13 | training.learningRate must be at most 1000000000000, was 1e13
            learningRate: 0.05 | learningRate: §.inf | training.learningRate must be a number, was '.inf'
            learningRate: 0.05 | §learningRate: | training.learningRate has no value
            optimizer: sgd | momentum: §0.5 | training.momentum is for optimizer momentum only
            momentumState: restart | momentumState: §keep | training.momentumState must be restart: optimizer sgd has no state to keep
            batchSize: 16 | batchSize: §0 | training.batchSize must be a whole number from 1 to 1000000, was '0'
            order: file | localIterations: §3 | training.localIterations cannot be given along with localPasses
            quorum: auto | quorum: §5 | aggregation.quorum must be 3 to 4 for 4 members (more than two thirds), or auto, was 5
            quorum: auto | quorum: §2 | aggregation.quorum must be 3 to 4 for 4 members (more than two thirds), or auto, was 2
            receipts: 0 | receipts: §3 | aggregation.receipts must be at most 2, the quorum less one
            noise: secure | noise: none | privacy.noiseMultiplier means nothing with noise none
            noise: secure | noise: none | privacy.epsilonBudget means nothing with noise none
            noiseMultiplier: 2 | noiseMultiplier: §-1.1 | privacy.noiseMultiplier must be greater than 0, was -1.1
            delta: 0.00001 | delta: §1 | privacy.delta must be greater than 0 and less than 1, was 1
            delta: 0.00001 | delta: §1e-301 | privacy.delta must be at least 1E-300, was 1E-301
            epsilonBudget: 70 | # nothing | privacy.epsilonBudget is missing: the most epsilon that a member may spend
            window: 20 | window: §61 | contribution.window must be at most schedule.rounds, 60, was 61
            settlement: ledger | settlement: evm | members[0].beneficiaries.ClinicA/biobank is not an account: settlement evm pays addresses
            settlement: ledger | settlement: evm | members[1].beneficiaries is missing: settlement evm pays addresses
            rounds: 60 | rounds: §10001 | schedule.rounds must be a whole number from 1 to 10000, was '10001'
            challengeSeconds: 60 | challengeSeconds: §0 | schedule.challengeSeconds must be a whole number from 1 to 31536000, was '0'
            test: 0.2 | test: §1.5 | evaluation.test must be rows such as '0-9, 20', a share such as 0.2, or none
            test: 0.2 | test: §'0-9' | evaluation.test must be a share such as 0.2, none or {file: NAME} for all
            test: 0.2 | folds: §1 | evaluation.folds must be a whole number from 2 to 20, was '1'
            test: 0.2 | folds: §all | evaluation.folds must be a number; all needs a splits file
            test: 0.2 | splits: §../s.csv | evaluation.splits must name a file inside the data folder
            test: 0.2 | test: {file: t.csv} | members[0].test cannot be given along with test rows for all
            validation: 0.1 | validation: {file: v.csv} | members[0].validation cannot be given along with evaluation.validation.file
            validation: 0.1 | validation: §{} | evaluation.validation.file is missing
            id: ClinicB | id: §ClinicA | members[1].id must be a member of its own, 'ClinicA' is already taken above
            id: ClinicB | id: §"" | members[1].id is not an id: a member id is 1 to 64 letters
            data: clinic-b.csv | data: §clinic-a.csv | members[1].data must be a file of its own
            data: clinic-b.csv | data: §/clinic-b.csv | members[1].data must name a file inside the data folder
            test: "10-19, 25" | test: §"9-19" | members[0].test cannot share rows with validation, both hold row 9
            test: "10-19, 25" | test: §"19-10" | members[0].test must be rows
            test: "10-19, 25" | test: §"0-9999999" | members[0].test must be rows
            {ClinicA/biobank: 7500, ClinicA/registry: 2500} | §{ClinicA/biobank: 7500, ClinicA/registry: 2499} | members[0].beneficiaries must add up to 10000 basis points, was 9999
            ClinicA/biobank: 7500 | biobank: §7500 | members[0].beneficiaries.biobank is not an account
            """)
    void aProblemIsReportedWithItsPlaceAndWhatWouldBeRight(String before, String after, String expected) {
        String template = StudyFiles.template();
        assertThat(template).contains(before);
        String marked = replaceFirstField(template, before, after);
        String place = marked.contains("§") ? place(marked) : "s.yaml:";

        var refusal = catchThrowableOfType(
                StudyFileException.class, () -> StudyFile.parse("s.yaml", marked.replace("§", "")));

        assertThat(refusal.problems().stream().map(Object::toString))
                .anyMatch(line -> line.startsWith(place) && line.contains("  " + expected));
    }

    /** Replaces the piece where it is a field's, not where a comment speaks of it. */
    private static String replaceFirstField(String template, String before, String after) {
        var lines = template.lines().toList();
        int line = 0;
        while (lines.get(line).strip().startsWith("#") || !lines.get(line).contains(before)) {
            line++;
        }
        var changed = new ArrayList<>(lines);
        changed.set(line, lines.get(line).replace(before, after));
        return String.join("\n", changed) + "\n";
    }

    private static String place(String marked) {
        String head = marked.substring(0, marked.indexOf('§'));
        long line = head.chars().filter(c -> c == '\n').count() + 1;
        return "s.yaml:%d:%d  ".formatted(line, head.length() - head.lastIndexOf('\n'));
    }

    @Test
    void everyProblemIsReportedInTheOrderOfTheFile() {
        var refusal = catchThrowableOfType(
                StudyFileException.class,
                () -> StudyFile.parse(
                        "s", StudyFiles.SMALL + "seed: x\nprivacy: {noise: loud, clipnorm: 1}\nmodle: {}\n"));

        assertThat(refusal.getMessage().lines())
                .containsExactly(
                        "s:12:7  seed must be a whole number from 0 to 9223372036854775807, was 'x'",
                        "s:13:18  privacy.noise must be one of secure, seeded, none, was 'loud'",
                        "s:13:24  privacy.clipnorm is not a field; did you mean 'clipNorm'?",
                        "s:14:1  modle is not a field; did you mean 'model'?");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                    | s:1:1  is empty
            7                     | s:1:1  a study file is fields with values
            `study: [`            | s:1:9  is not YAML
            `study: &x a\\ntitle: *x` | s:2:8  title is an alias
            `a: 1\\n---\\nb: 2`   | s:3:1  goes on after the first document
            `study: a\\nstudy: b` | s:2:1  study is given twice
            `study:`              | s:1:1  study has no value
            `study: x`            | s:1:1  members is missing: at least four members
            """)
    void aFileThatIsNoStudySaysSo(String text, String expected) {
        String yaml = text == null ? "" : text.replace("\\n", "\n");

        assertThatThrownBy(() -> StudyFile.parse("s", yaml))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void threeMembersAreTooFew() {
        String three = StudyFiles.SMALL.replace("  - {id: D, data: d.csv}\n", "");

        assertThatThrownBy(() -> StudyFile.parse("s", three))
                .hasMessage("s:8:3  members must be at least 4, so that one liar cannot decide, was 3");
    }

    @Test
    void rowsAreListedInSpansOrSharesOrNone() {
        String yaml = StudyFiles.SMALL
                .replace("data: a.csv", "data: a.csv, validation: [5, '0-2'], test: '7'")
                .replace("data: b.csv", "data: b.csv, validation: none, test: 0.25");

        List<StudyMember> members = StudyFile.parse("s", yaml).members();

        assertThat(members.get(0).validation()).isEqualTo(new RowSelection.Listed(List.of(0, 1, 2, 5)));
        assertThat(members.get(0).test()).isEqualTo(new RowSelection.Listed(List.of(7)));
        assertThat(members.get(1).validation()).isEqualTo(new RowSelection.None());
        assertThat(members.get(1).test()).isEqualTo(new RowSelection.Fraction(new BigDecimal("0.25")));
    }

    @Test
    void withFoldsNoMemberHasTestRowsOfItsOwn() {
        StudyFile file = StudyFile.parse("s", StudyFiles.SMALL + "evaluation: {splits: s.csv, folds: all}\n");

        assertThat(file.evaluation()).isEqualTo(new Evaluation.Splits("s.csv"));
        assertThat(file.members()).allMatch(member -> member.test() instanceof RowSelection.None);
    }

    @Test
    void fewerRoundsShortenTheWindow() {
        StudyFile file = StudyFile.parse("s", StudyFiles.SMALL).withRounds(5).withSeed(9);

        assertThat(file.schedule().rounds()).isEqualTo(5);
        assertThat(file.contribution().window()).isEqualTo(5);
        assertThat(file.spec(new StudyId("x"), Digest.sha256(new byte[0])).seed())
                .isEqualTo(9);
    }

    @Test
    void theFirstMembersAloneAreAStudyToo() {
        StudyFile file = StudyFile.parse("s", StudyFiles.SMALL);

        assertThat(file.withFirstMembers(4).members()).isEqualTo(file.members().subList(0, 4));
        assertThatThrownBy(() -> file.withFirstMembers(3)).hasMessageContaining("was 3");
        assertThatThrownBy(() -> file.withFirstMembers(file.members().size() + 1))
                .hasMessageContaining("was " + (file.members().size() + 1));
    }

    /** Each: a field, and where a refusal of it points: at its value, or at the closest group that is written. */
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', textBlock = """
            seed                   | 13:7
            privacy                | 12:10
            privacy.noise          | 12:18
            privacy.epsilonBudget  | 12:10
            contribution.method    | 1:1
            members[1]             | 9:5
            members[1].data        | 9:19
            members[1].test        | 9:5
            members                | 8:3
            """)
    void whatIsFoundOutLaterIsToldWithItsPlace(String field, String place) {
        StudyFile file = StudyFile.parse("s", StudyFiles.SMALL + "privacy: {noise: none}\nseed: 3\n")
                .withRounds(5)
                .withSeed(9);

        assertThat(file.refusal(field, "must be other")).hasMessage("s:%s  %s must be other".formatted(place, field));
    }

    @Test
    void aFileThatCannotBeReadIsAProblemToo(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), "title: Größe".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> StudyFile.read(latin))
                .hasMessage("latin.yaml  is not UTF-8; save it in that encoding");
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(StudyFileException.class)
                .hasMessageStartingWith("none.yaml  cannot be read");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = IntStream.range(0, 5000).mapToObj(i -> "[").reduce("study: ", String::concat);

        assertThatThrownBy(() -> StudyFile.parse("s", deep)).isInstanceOf(StudyFileException.class);
    }
}
