package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.credence.node.config.StudyFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows from a database of H2's own, in a file. */
class SqlRowsTest {
    private static final String QUERY = "SELECT age, dose, stage, outcome FROM visits ORDER BY id";

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(address(), "reader", "secret");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE visits (id INT, \"age\" DOUBLE PRECISION, \"dose\" DECIMAL(9, 3),"
                    + " \"stage\" INT, \"outcome\" VARCHAR(3))");
            statement.execute("INSERT INTO visits VALUES (2, NULL, 2.500, 2, 'n'), (1, 60.5, 1e2, 3, 'y')");
        }
    }

    private String address() {
        return "jdbc:h2:file:" + folder.resolve("clinic").toAbsolutePath();
    }

    private RawRows load(String yaml) {
        Tables.write(folder, "clinic.yaml", yaml);
        return new RowsLoader(Tables.trialWithEmptyCells()).load(folder, "clinic.yaml");
    }

    private String source(String query) {
        Tables.write(folder, "password", "secret\n");
        return "jdbc: \"%s\"\nuser: reader\npasswordFile: password\nquery: '%s'\n".formatted(address(), query);
    }

    private static String quoted(String query) {
        return query.replaceAll("(age|dose|stage|outcome)", "\"$1\"");
    }

    @Test
    void aQueryGivesTheRowsOfTheSameCsv() {
        Tables.write(folder, "same.csv", "age,dose,stage,outcome\n60.5,100,3,y\n,2.5,2,n\n");

        assertThat(load(source(quoted(QUERY))))
                .isEqualTo(new RowsLoader(Tables.trialWithEmptyCells()).load(folder, "same.csv"));
    }

    @Test
    void aQueryWithoutAColumnOfTheStudyIsNamedWithThoseItHas() {
        assertThatThrownBy(() -> load(source("SELECT \"age\", \"stage\", \"outcome\" FROM visits ORDER BY id")))
                .isInstanceOf(DataFileException.class)
                .hasMessage("clinic.yaml:1  has no column 'dose'; its columns are [age, stage, outcome]");
    }

    @Test
    void aBrokenRowIsCalledByItsNumberInTheResult() {
        String query = quoted("SELECT age, dose, stage + 1 AS stage, outcome FROM visits ORDER BY id");

        assertThatThrownBy(() -> load(source(query)))
                .hasMessageStartingWith("clinic.yaml:1  stage: '4' is not allowed; write one of '1', '2', '3'");
    }

    @Test
    void aWrongPasswordIsTheDatabasesRefusalAndStaysSecret() {
        String yaml = source(quoted(QUERY));
        Tables.write(folder, "password", "guess");

        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(
                        "clinic.yaml  the database refuses (SQLSTATE 28000): Wrong user name or password")
                .hasMessageNotContaining("guess");
    }

    @Test
    void aPasswordThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> load(source(quoted(QUERY)).replace("passwordFile: password", "passwordFile: none")))
                .hasMessageStartingWith("clinic.yaml  passwordFile 'none' cannot be read");
        assertThatThrownBy(() -> load(source(quoted(QUERY))
                        .replace("passwordFile: password", "passwordEnv: CREDENCE_TEST_NO_SUCH_VARIABLE")))
                .hasMessage("clinic.yaml  passwordEnv names CREDENCE_TEST_NO_SUCH_VARIABLE, which is not set;"
                        + " set it for this program");
    }

    @Test
    void aDatabaseWithoutADriverIsNamed() {
        assertThatThrownBy(() -> load("jdbc: jdbc:nosuch:x\nquery: SELECT 1 ORDER BY 1\n"))
                .hasMessageStartingWith("clinic.yaml  there is no driver for jdbc:nosuch:x");
        assertThatThrownBy(() -> new RowsLoader(Tables.trial()).load(folder, "none.yaml"))
                .hasMessage("none.yaml  does not exist in the data folder");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        query: SELECT 1 ORDER BY 1 | 1:1  jdbc is missing
        jdbc: jdbc:h2:mem:a | 1:1  query is missing
        jdbc: h2, query: SELECT 1 ORDER BY 1 | jdbc must start with jdbc:, was 'h2'
        jdbc: "jdbc:h2:mem:a;password=x", query: SELECT 1 ORDER BY 1 | jdbc must not hold the password
        jdbc: jdbc:h2:mem:a, query: DELETE FROM a ORDER BY 1 | query must start with SELECT or WITH
        jdbc: jdbc:h2:mem:a, query: SELECT 1 | query must have an ORDER BY
        jdbc: jdbc:h2:mem:a, query: SELECT 1 ORDER BY 1, pasword: x | pasword is not a field
        jdbc: jdbc:h2:mem:a, query: SELECT 1 ORDER BY 1, passwordFile: a, passwordEnv: b | cannot be given along with passwordFile
        """)
    void aWrongDescriptionIsToldWithItsField(String fields, String expected) {
        assertThatThrownBy(() -> load("{" + fields + "}"))
                .isInstanceOf(StudyFileException.class)
                .hasMessageStartingWith("clinic.yaml:1")
                .hasMessageContaining(expected);
    }
}
