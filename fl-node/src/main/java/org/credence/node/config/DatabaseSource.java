package org.credence.node.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a member's rows lie if they lie in a database: a small YAML file of the site's own beside its other data, named by the study file
 * as any other data file. The password stands in a file or an environment variable, never here.
 *
 * @param jdbc the database's address, such as {@code jdbc:postgresql://127.0.0.1/hospital}
 * @param user empty where the database asks for none
 * @param query one SELECT with an ORDER BY, so that the rows come in the same order every time
 * @param seconds that the query may take, at least 1
 */
public record DatabaseSource(String jdbc, String user, Password password, String query, int seconds) {
    private static final int MAX_SECONDS = 86_400;
    private static final int DEFAULT_SECONDS = 600;
    private static final Pattern ORDERED = Pattern.compile("\\border\\s+by\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern READS =
            Pattern.compile("\\s*(select|with)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Where the password is. */
    public sealed interface Password {
        /** The database asks for none. */
        record None() implements Password {}

        /** In a file that holds nothing else; relative to the folder of the description. */
        record InFile(String file) implements Password {}

        /** In an environment variable. */
        record InEnvironment(String variable) implements Password {}
    }

    /** Whether a data file of this name describes a database. */
    public static boolean isNamed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /**
     * The source in this file.
     *
     * @param name how problems call the file
     * @throws StudyFileException if it cannot be read or anything in it is wrong; names every problem found
     */
    public static DatabaseSource read(Path file, String name) {
        var problems = new Problems(name, FileKind.DATABASE);
        return parse(YamlText.read(file, problems).orElseThrow(problems::exception), problems);
    }

    private static DatabaseSource parse(String text, Problems problems) {
        Optional<YamlNode> root = YamlTree.read(text, problems);
        if (root.isEmpty()) {
            throw problems.exception();
        }
        Section section = Section.of(problems, "", root.get());
        section.require("jdbc", "the database's address, such as jdbc:postgresql://127.0.0.1/hospital");
        section.require("query", "the rows, such as SELECT age, outcome FROM patients ORDER BY id");
        String jdbc = section.text("jdbc").map(String::strip).orElse("");
        if (section.has("jdbc") && !jdbc.startsWith("jdbc:")) {
            section.reject("jdbc", "must start with jdbc:, was '%s'".formatted(jdbc));
        }
        if (jdbc.toLowerCase(Locale.ROOT).contains("password=")) {
            section.reject(
                    "jdbc", "must not hold the password; name a file or variable by passwordFile or passwordEnv");
        }
        String user = section.text("user").map(String::strip).orElse("");
        Password password = password(section);
        String query = section.text("query").map(String::strip).orElse("");
        if (section.has("query") && !READS.matcher(query).matches()) {
            section.reject("query", "must start with SELECT or WITH: it only reads");
        }
        if (section.has("query") && !ORDERED.matcher(query).find()) {
            section.reject(
                    "query", "must have an ORDER BY: the rows' order counts, and must be the same after a restart");
        }
        int seconds = section.integer("seconds", 1, MAX_SECONDS, DEFAULT_SECONDS);
        section.finish();
        if (!problems.none()) {
            throw problems.exception();
        }
        return new DatabaseSource(jdbc, user, password, query, seconds);
    }

    private static Password password(Section section) {
        Optional<String> file = section.text("passwordFile").map(String::strip);
        Optional<String> variable = section.text("passwordEnv").map(String::strip);
        if (file.isPresent() && variable.isPresent()) {
            section.reject("passwordEnv", "cannot be given along with passwordFile; keep one");
        }
        return file.<Password>map(Password.InFile::new)
                .or(() -> variable.map(Password.InEnvironment::new))
                .orElseGet(Password.None::new);
    }
}
