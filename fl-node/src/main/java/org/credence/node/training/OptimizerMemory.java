package org.credence.node.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.credence.node.model.MalformedBytesException;
import org.credence.node.model.StrictReader;

/**
 * What an optimizer remembers between steps: how many it took, and its running sums (momentum, squared gradients), each as long
 * as the parameter vector. A value: stored and restored it gives the same bits. Immutable.
 */
public final class OptimizerMemory {
    private static final String MAGIC = "CRO";
    private static final int VERSION = 1;
    private static final OptimizerMemory NONE = new OptimizerMemory(0, List.of());

    private final long steps;
    private final List<double[]> slots;

    private OptimizerMemory(long steps, List<double[]> slots) {
        this.steps = steps;
        this.slots = slots;
    }

    /** The memory of an optimizer that has not taken a step. */
    public static OptimizerMemory none() {
        return NONE;
    }

    /** Takes the arrays over without a copy. */
    static OptimizerMemory of(long steps, List<double[]> slots) {
        return new OptimizerMemory(steps, List.copyOf(slots));
    }

    /** Steps taken so far. */
    public long steps() {
        return steps;
    }

    List<double[]> slots() {
        return slots;
    }

    /** The bytes that the package's description specifies. */
    public byte[] toBytes() {
        int length = slots.isEmpty() ? 0 : slots.get(0).length;
        ByteBuffer bytes = ByteBuffer.allocate(
                        MAGIC.length() + 2 + Long.BYTES + Integer.BYTES + Double.BYTES * length * slots.size())
                .put(MAGIC.getBytes(StandardCharsets.US_ASCII))
                .put((byte) VERSION)
                .putLong(steps)
                .put((byte) slots.size())
                .putInt(length);
        for (double[] slot : slots) {
            for (double value : slot) {
                bytes.putLong(Double.doubleToRawLongBits(value));
            }
        }
        return bytes.array();
    }

    /** @throws MalformedBytesException for anything that {@link #toBytes} does not write */
    public static OptimizerMemory ofBytes(byte[] bytes) {
        StrictReader reader = new StrictReader(bytes);
        reader.expectHeader(MAGIC, VERSION);
        long steps = reader.int64("steps");
        int count = reader.unsignedByte("slots");
        int length = reader.natural("values in a slot");
        if (steps < 0 || (count == 0) != (length == 0)) {
            throw new MalformedBytesException(
                    "no optimizer has taken %d steps and keeps %d slots of %d values".formatted(steps, count, length));
        }
        if (reader.remaining() != (long) Double.BYTES * count * length) {
            throw new MalformedBytesException("%d slots of %d values need %d bytes, %d are left"
                    .formatted(count, length, (long) Double.BYTES * count * length, reader.remaining()));
        }
        List<double[]> slots = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            double[] slot = new double[length];
            for (int i = 0; i < length; i++) {
                slot[i] = Double.longBitsToDouble(reader.int64("value"));
            }
            slots.add(slot);
        }
        return new OptimizerMemory(steps, List.copyOf(slots));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OptimizerMemory that && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return "OptimizerMemory[%d steps, %d slots]".formatted(steps, slots.size());
    }
}
