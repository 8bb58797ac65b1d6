package org.credence.node.cli.people;

import java.util.function.Function;
import org.credence.network.identity.Role;
import org.credence.protocol.AccountId;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.NodeAddress;
import org.credence.protocol.StudyId;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How words of the command line become ids, hashes and addresses; each type says itself what is wrong with a word. */
public final class TextTypes {
    private TextTypes() {}

    /** Teaches a program these types. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(MemberId.class, word -> convert(word, MemberId::new))
                .registerConverter(StudyId.class, word -> convert(word, StudyId::new))
                .registerConverter(AccountId.class, word -> convert(word, AccountId::new))
                .registerConverter(Digest.class, word -> convert(word, Digest::ofHex))
                .registerConverter(NodeAddress.class, word -> convert(word, NodeAddress::new))
                .registerConverter(Role.class, word -> convert(word, Role::ofText));
    }

    private static <T> T convert(String word, Function<String, T> type) {
        try {
            return type.apply(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
