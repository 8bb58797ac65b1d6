package org.credence.node.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.credence.node.config.DatabaseSource;

/**
 * The result of a query as a table of texts: each cell as the database writes it, a NULL as an empty cell. Only reads, and ends the
 * transaction without a trace.
 */
final class SqlRows {
    private static final int FETCHED_AT_ONCE = 1_000;
    private static final String NO_DRIVER = "08001";

    private final String name;

    private SqlRows(String name) {
        this.name = name;
    }

    /**
     * What the database gives that {@code folder/name} describes.
     *
     * @throws org.credence.node.config.StudyFileException if the description is wrong
     * @throws DataFileException if there is none, the password is not where it should be, or the database refuses
     */
    static CellTable read(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new DataFileException(name + "  does not exist in the data folder");
        }
        DatabaseSource source = DatabaseSource.read(file, name);
        return new SqlRows(name).query(source, file);
    }

    private CellTable query(DatabaseSource source, Path description) {
        var login = new Properties();
        if (!source.user().isEmpty()) {
            login.setProperty("user", source.user());
        }
        String password = password(source.password(), description);
        if (!password.isEmpty()) {
            login.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(source.jdbc(), login)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(source.query())) {
                statement.setQueryTimeout(source.seconds());
                statement.setFetchSize(FETCHED_AT_ONCE);
                statement.setMaxRows(DatasetManifest.MAX_ROWS + 1);
                try (ResultSet rows = statement.executeQuery()) {
                    return table(rows);
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw refused(source, e);
        }
    }

    private CellTable table(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> header = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            header.add(columns.getColumnLabel(column).strip());
        }
        List<CellTable.Line> lines = new ArrayList<>();
        while (rows.next()) {
            List<String> cells = new ArrayList<>();
            for (int column = 1; column <= header.size(); column++) {
                String cell = rows.getString(column);
                cells.add(cell == null ? "" : cell);
            }
            lines.add(new CellTable.Line(lines.size() + 1, cells));
        }
        if (lines.size() > DatasetManifest.MAX_ROWS) {
            throw new DataFileException(
                    "%s  gives more than %d rows; narrow the query".formatted(name, DatasetManifest.MAX_ROWS));
        }
        return new CellTable(name, header, lines);
    }

    private String password(DatabaseSource.Password password, Path description) {
        if (password instanceof DatabaseSource.Password.InFile inFile) {
            try {
                return Files.readString(description.resolveSibling(inFile.file()), StandardCharsets.UTF_8)
                        .strip();
            } catch (IOException e) {
                throw new DataFileException(
                        "%s  passwordFile '%s' cannot be read: %s".formatted(name, inFile.file(), e));
            }
        }
        if (password instanceof DatabaseSource.Password.InEnvironment inEnvironment) {
            String value = System.getenv(inEnvironment.variable());
            if (value == null) {
                throw new DataFileException("%s  passwordEnv names %s, which is not set; set it for this program"
                        .formatted(name, inEnvironment.variable()));
            }
            return value;
        }
        return "";
    }

    private DataFileException refused(DatabaseSource source, SQLException refusal) {
        boolean noDriver = NO_DRIVER.equals(refusal.getSQLState())
                && String.valueOf(refusal.getMessage()).startsWith("No suitable driver");
        if (noDriver) {
            return new DataFileException(
                    "%s  there is no driver for %s; PostgreSQL's and H2's come along, put the jar of another into the program's folder"
                            .formatted(name, source.jdbc()));
        }
        return new DataFileException("%s  the database refuses (SQLSTATE %s): %s"
                .formatted(
                        name,
                        refusal.getSQLState(),
                        String.valueOf(refusal.getMessage()).lines().findFirst().orElse("without a word")));
    }
}
