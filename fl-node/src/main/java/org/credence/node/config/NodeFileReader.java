package org.credence.node.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.StudyId;

/** Reads a node's file, as {@link StudyFileReader} reads a study's. */
final class NodeFileReader {
    private static final int VERSION = 1;
    private static final Pattern ENDPOINT = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})");
    private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)");
    private static final int MAX_PORT = 65_535;
    private static final NodeFile.Endpoint LISTEN = new NodeFile.Endpoint("127.0.0.1", 9443);

    private final Path file;
    private final Problems problems;

    private NodeFileReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** @param file beside which relative paths begin */
    static NodeFile read(String yaml, Path file, Problems problems) {
        Optional<Supplier<NodeFile>> draft = YamlTree.read(yaml, problems)
                .map(root -> new NodeFileReader(file, problems).node(Section.of(problems, "", root)));
        if (draft.isEmpty() || !problems.none()) {
            throw new NodeFileException(problems.all());
        }
        return draft.get().get();
    }

    private Supplier<NodeFile> node(Section root) {
        root.integer("version", VERSION, VERSION, VERSION);
        root.require("member", "the organization's MSP id, such as ClinicA");
        Optional<MemberId> member =
                root.text("member").flatMap(text -> StudyFileReader.id(root, "member", text, MemberId::new));
        String ledger = root.text("ledger").orElse("connection.json");
        String data = root.text("data").orElse("data");
        NodeFile.Exchange exchange = exchange(root.optionalSection("exchange"));
        List<Supplier<NodeFile.Seat>> seats = seats(root, member);
        Section board = root.optionalSection("board");
        Set<StudyId> approves = ids(board, "approves", StudyId::new);
        board.finish();
        MemberPolicy policy = policy(root.optionalSection("policy"));
        root.finish();
        return () -> new NodeFile(
                member.orElseThrow(),
                file.resolveSibling(ledger),
                exchange,
                file.resolveSibling(data),
                seats.stream().map(Supplier::get).toList(),
                List.copyOf(approves),
                policy);
    }

    private static NodeFile.Exchange exchange(Section section) {
        NodeFile.Endpoint listen =
                section.text("listen").map(text -> endpoint(section, text)).orElse(LISTEN);
        URI address = section.text("address")
                .map(text -> address(section, text))
                .orElseGet(() -> URI.create("https://%s:%d".formatted(listen.host(), listen.port())));
        section.finish();
        return new NodeFile.Exchange(listen, address);
    }

    private static NodeFile.Endpoint endpoint(Section section, String text) {
        Matcher parts = ENDPOINT.matcher(text);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > MAX_PORT) {
            section.reject("listen", "must be host:port, such as 10.1.0.5:9443, was '" + text + "'");
            return LISTEN;
        }
        return new NodeFile.Endpoint(parts.group(1), port);
    }

    private static URI address(Section section, String text) {
        try {
            var address = new URI(text);
            boolean bare = address.getRawPath() == null || address.getRawPath().isEmpty();
            if ("https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getPort() > 0
                    && bare
                    && address.getRawQuery() == null
                    && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below, as any other address that is none.
        }
        section.reject("address", "must be https://host:port and no more, was '" + text + "'");
        return URI.create("https://localhost:1");
    }

    private List<Supplier<NodeFile.Seat>> seats(Section root, Optional<MemberId> member) {
        List<Supplier<NodeFile.Seat>> seats = new ArrayList<>();
        var taken = new TreeSet<StudyId>();
        for (Section section : root.sections("studies")) {
            seats.add(seat(section, member, taken));
        }
        return seats;
    }

    private Supplier<NodeFile.Seat> seat(Section section, Optional<MemberId> member, Set<StudyId> taken) {
        section.require("study", "the study's id on the ledger");
        Optional<StudyId> study =
                section.text("study").flatMap(text -> StudyFileReader.id(section, "study", text, StudyId::new));
        if (study.isPresent() && !taken.add(study.get())) {
            section.reject("study", "must be a study of its own, '%s' is already taken above".formatted(study.get()));
        }
        section.require("data", "the name of the CSV in the data folder");
        Optional<String> data = RowsReader.fileName(section, "data");
        RowSelection test = new RowsReader(problems).memberTest(section);
        List<Share> shares = BeneficiariesReader.read(section, any -> {});
        section.finish();
        return () -> {
            MemberId self = member.orElseThrow();
            return new NodeFile.Seat(
                    study.orElseThrow(),
                    new StudyMember(
                            self,
                            data.orElseThrow(),
                            self.value(),
                            new RowSelection.None(),
                            test,
                            shares.isEmpty() ? Split.toMember(self) : new Split(shares)));
        };
    }

    private static MemberPolicy policy(Section section) {
        Set<MemberId> leads = ids(section, "leads", MemberId::new);
        Set<Digest> specifications = ids(section, "specifications", Digest::ofHex);
        boolean unprotected = section.flag("unprotected", false);
        BigDecimal study = section.decimal("epsilonPerStudy", Range.POSITIVE, BigDecimal.TEN);
        BigDecimal year = section.decimal("epsilonPerYear", Range.POSITIVE, BigDecimal.TEN.max(study));
        int rows = section.integer("minimumRows", 1, Integer.MAX_VALUE, 1);
        WorkingHours hours = hours(section);
        section.finish();
        return new MemberPolicy(leads, specifications, unprotected, study, year, rows, hours);
    }

    private static WorkingHours hours(Section section) {
        ZoneId zone = section.text("timeZone").map(text -> zone(section, text)).orElse(ZoneOffset.UTC);
        Optional<String> text = section.text("hours").map(String::strip);
        if (text.isEmpty()) {
            return WorkingHours.ALWAYS;
        }
        Matcher parts = HOURS.matcher(text.get());
        try {
            if (parts.matches()) {
                return new WorkingHours(LocalTime.parse(parts.group(1)), LocalTime.parse(parts.group(2)), zone);
            }
        } catch (DateTimeException e) {
            // Told below, as any other text that is no hours.
        }
        section.reject("hours", "must be two times of day, such as '20:00-06:00', was '" + text.get() + "'");
        return WorkingHours.ALWAYS;
    }

    private static ZoneId zone(Section section, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            section.reject("timeZone", "must be a time zone, such as Europe/Berlin, was '" + text + "'");
            return ZoneOffset.UTC;
        }
    }

    private static <T> Set<T> ids(Section section, String field, Function<String, T> type) {
        var ids = new LinkedHashSet<T>();
        for (String text : section.texts(field, List.of())) {
            StudyFileReader.id(section, field, text, type).ifPresent(ids::add);
        }
        return ids;
    }
}
