package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows from a real PostgreSQL server. */
@Timeout(300)
class PostgresIT {
    @TempDir
    private Path rows;

    @Test
    void aQueryGivesTheRowsOfTheSameCsvAndARefusalItsReason() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            fill(server);
            Tables.write(rows, "same.csv", "age,dose,stage,outcome\n60.5,100,3,y\n,2.5,2,n\n");
            Tables.write(rows, "password", PostgresServer.PASSWORD + "\n");
            var loader = new RowsLoader(Tables.trialWithEmptyCells());

            Tables.write(
                    rows, "clinic.yaml", source(server, "SELECT age, dose, stage, outcome FROM visits ORDER BY id"));
            assertThat(loader.load(rows, "clinic.yaml")).isEqualTo(loader.load(rows, "same.csv"));

            Tables.write(rows, "columns.yaml", source(server, "SELECT age, stage, outcome FROM visits ORDER BY id"));
            assertThatThrownBy(() -> loader.load(rows, "columns.yaml"))
                    .hasMessage("columns.yaml:1  has no column 'dose'; its columns are [age, stage, outcome]");

            Tables.write(rows, "table.yaml", source(server, "SELECT age FROM nowhere ORDER BY id"));
            assertThatThrownBy(() -> loader.load(rows, "table.yaml"))
                    .isInstanceOf(DataFileException.class)
                    .hasMessage(
                            "table.yaml  the database refuses (SQLSTATE 42P01): ERROR: relation \"nowhere\" does not"
                                    + " exist");

            Tables.write(
                    rows,
                    "write.yaml",
                    source(
                            server,
                            "WITH gone AS (DELETE FROM visits RETURNING age) SELECT age FROM gone ORDER BY age"));
            assertThatThrownBy(() -> loader.load(rows, "write.yaml")).hasMessageContaining("read-only transaction");

            Tables.write(rows, "password", "guess");
            assertThatThrownBy(() -> loader.load(rows, "clinic.yaml"))
                    .hasMessage("clinic.yaml  the database refuses (SQLSTATE 28P01):"
                            + " FATAL: password authentication failed for user \"reader\"");
        }
        assertThatThrownBy(() -> new RowsLoader(Tables.trial()).load(rows, "clinic.yaml"))
                .hasMessageContaining("Connection to 127.0.0.1")
                .hasMessageContaining("refused");
    }

    private static String source(PostgresServer server, String query) {
        return "jdbc: %s\nuser: reader\npasswordFile: password\nquery: %s\n".formatted(server.address(), query);
    }

    private static void fill(PostgresServer server) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.address(), PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE visits (id int, age double precision, dose numeric(9, 3), stage int, outcome text)");
            statement.execute("INSERT INTO visits VALUES (2, NULL, 2.500, 2, 'n'), (1, 60.5, 1e2, 3, 'y')");
        }
    }
}
