package org.credence.incentive.merkle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What one account has earned so far.
 *
 * @param domain what the statement is about (settlement kind, chain, vault, study), so that no proof works elsewhere
 * @param account see {@link #accountOf}
 * @param cumulative credit units since the study began, at least 0
 */
public record StatementLeaf(Bytes32 domain, Bytes32 account, long cumulative) {
    private static final Pattern EVM_ACCOUNT = Pattern.compile("0x[0-9a-f]{40}");
    private static final Pattern LEDGER_ACCOUNT = Pattern.compile("[^/]+/[^/]+");

    public StatementLeaf {
        if (cumulative < 0) {
            throw new IllegalArgumentException("cumulative credit must be at least 0, was " + cumulative);
        }
    }

    /**
     * The leaf's account for an account's text: {@code 0x} and 40 lower-case hexadecimal digits is an EVM address, left-padded;
     * {@code MSP/owner} is Keccak-256 of the text's UTF-8, so that no other organization's certificate can claim it.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Bytes32 accountOf(String text) {
        if (EVM_ACCOUNT.matcher(text).matches()) {
            return Bytes32.leftPadded(HexFormat.of().parseHex(text, 2, text.length()));
        }
        if (LEDGER_ACCOUNT.matcher(text).matches()) {
            return Keccak256.hash(text.getBytes(StandardCharsets.UTF_8));
        }
        throw new IllegalArgumentException(
                "an account is MSP/owner or 0x and 40 lower-case hexadecimal digits, was '" + text + "'");
    }

    /** {@code keccak256(keccak256(abi.encode(domain, account, cumulative)))}. */
    public Bytes32 hash() {
        byte[] amount = ByteBuffer.allocate(Long.BYTES).putLong(cumulative).array();
        Bytes32 once = Keccak256.hash(
                domain.bytes(), account.bytes(), Bytes32.leftPadded(amount).bytes());
        return Keccak256.hash(once.bytes());
    }
}
