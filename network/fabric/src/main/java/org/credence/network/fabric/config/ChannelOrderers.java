package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.orderer.BroadcastResponse;
import org.hyperledger.fabric.protos.orderer.DeliverResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orderers of a channel, to ask for its configuration and to give them the next. What they answer is believed when more of them say the
 * same than may lie, a third of those that are listed; of up to three, none, so list all of a channel's. Safe for many threads;
 * connections live as long as one operation.
 */
public final class ChannelOrderers {
    private static final Logger log = LoggerFactory.getLogger(ChannelOrderers.class);

    private final String channel;
    private final List<OrdererAddress> orderers;
    private final OrdererAccess access;
    private final OrdererMessages messages;

    /** @param orderers in the order in which they are asked, at least one */
    public ChannelOrderers(String channel, List<OrdererAddress> orderers, OrdererAccess access) {
        this.channel = channel;
        this.orderers = List.copyOf(orderers);
        this.access = access;
        this.messages = new OrdererMessages(access, channel);
        if (orderers.isEmpty()) {
            throw new IllegalArgumentException("channel " + channel + " needs the address of at least one orderer");
        }
    }

    /**
     * The newest configuration block.
     *
     * @throws OrdererUnavailableException when too few orderers give the same in time
     */
    public ConfigBlock newest() {
        Deadline deadline = Deadline.after(access.timeout());
        try (var connections = new Connections()) {
            return newest(connections, deadline).config();
        }
    }

    /**
     * Puts an update in force, and returns when it is. The same update again is not sent if it is the newest one.
     *
     * @return the block that puts it in force
     * @throws UpdateRefusedException when the orderers refuse it, or another one came first and stands in its way
     * @throws OrdererUnavailableException when no orderer takes it; it is not in force
     * @throws UpdateUnconfirmedException when orderers took it and did not put it in force in time
     */
    public ConfigBlock submit(CarriedUpdate update) {
        Deadline deadline = Deadline.after(access.timeout());
        try (var connections = new Connections()) {
            Newest newest = newest(connections, deadline);
            if (newest.config().update().equals(update.update())) {
                return newest.config();
            }
            OrdererAddress taker = send(messages.update(update), connections, deadline);
            ConfigBlock block = follow(update.update(), newest.block() + 1, connections.from(taker), deadline);
            requireBelieved(block, connections, deadline);
            log.atInfo()
                    .addKeyValue("channel", channel)
                    .addKeyValue("sequence", block.configuration().sequence())
                    .addKeyValue("block", block.number())
                    .log("channel configuration in force");
            return block;
        }
    }

    /** The newest configuration block, and the number of the newest block of all that one of those who say so has. */
    private record Newest(ConfigBlock config, long block) {}

    private Newest newest(Connections connections, Deadline deadline) {
        var testimony = new Testimony(orderers.size());
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < orderers.size(); i++) {
            OrdererAddress orderer = orderers.get(i);
            try {
                Newest newest = newest(connections.to(orderer), deadline.share(orderers.size() - i));
                if (testimony.add(orderer, newest.config()).isPresent()) {
                    return newest;
                }
            } catch (OrdererCallException e) {
                failures.add(e.getMessage());
            }
        }
        throw unbelieved(testimony, failures);
    }

    /** What one orderer alone put in force, others must have in force as well. */
    private void requireBelieved(ConfigBlock block, Connections connections, Deadline deadline) {
        var testimony = new Testimony(orderers.size());
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < orderers.size(); i++) {
            OrdererAddress orderer = orderers.get(i);
            try {
                Block same = block(
                        connections.to(orderer).deliver(messages.block(block.number())),
                        deadline.share(orderers.size() - i));
                if (ConfigBlock.isConfig(same)
                        && testimony
                                .add(orderer, ConfigBlock.of(same))
                                .filter(block::agreesWith)
                                .isPresent()) {
                    return;
                }
            } catch (OrdererCallException e) {
                failures.add(e.getMessage());
            }
        }
        throw new UpdateUnconfirmedException(
                "one orderer of channel %s says that block %d puts the update in force, too few others do: %s"
                        .formatted(channel, block.number(), String.join("; ", failures)));
    }

    private OrdererUnavailableException unbelieved(Testimony testimony, List<String> failures) {
        String said = testimony.words();
        return new OrdererUnavailableException(
                said.isEmpty()
                        ? "no orderer of channel " + channel + " gives its configuration: "
                                + String.join("; ", failures)
                        : "the orderers of channel %s do not agree on its configuration: %s%s"
                                .formatted(
                                        channel, said, failures.isEmpty() ? "" : "; " + String.join("; ", failures)));
    }

    private Newest newest(OrdererConnection orderer, Deadline deadline) {
        Block newest = block(orderer.deliver(messages.newestBlock()), deadline);
        long number = newest.getHeader().getNumber();
        Block config = ConfigBlock.isConfig(newest)
                ? newest
                : block(orderer.deliver(messages.block(lastConfig(newest))), deadline);
        return new Newest(ConfigBlock.of(config), number);
    }

    /* To every orderer: one alone might drop it, and under BFT another than the leader first waits before it hands it on. */
    private OrdererAddress send(Envelope envelope, Connections connections, Deadline deadline) {
        var answers = new OrdererAnswers<BroadcastResponse>();
        orderers.forEach(orderer -> connections.to(orderer).broadcast(envelope, answers));
        Map<OrdererAddress, BroadcastResponse> refusals = new HashMap<>();
        Map<OrdererAddress, String> failures = new HashMap<>();
        while (refusals.size() + failures.size() < orderers.size()) {
            OrdererAnswers.Arrival<BroadcastResponse> arrival;
            try {
                arrival = answers.next(deadline);
            } catch (OrdererCallException e) {
                orderers.stream()
                        .filter(orderer -> !refusals.containsKey(orderer))
                        .forEach(orderer -> failures.putIfAbsent(orderer, orderer + ": no answer in time"));
                break;
            }
            BroadcastResponse answer = arrival.answer();
            if (answer != null && BroadcastVerdict.isTaken(answer)) {
                return arrival.from();
            } else if (answer != null && BroadcastVerdict.isRefusal(answer)) {
                refusals.put(arrival.from(), answer);
            } else if (!refusals.containsKey(arrival.from())) {
                failures.putIfAbsent(
                        arrival.from(),
                        arrival.from() + ": "
                                + (answer == null ? arrival.end() : answer.getStatus() + " " + answer.getInfo()));
            }
        }
        for (OrdererAddress orderer : orderers) {
            BroadcastResponse refusal = refusals.get(orderer);
            if (refusal != null) {
                throw BroadcastVerdict.refusal(channel, orderer, refusal);
            }
        }
        throw new OrdererUnavailableException(
                "no orderer of channel " + channel + " takes the update: " + String.join("; ", failures.values()));
    }

    private ConfigBlock follow(
            ByteString update, long firstBlock, List<OrdererConnection> connections, Deadline deadline) {
        List<String> failures = new ArrayList<>();
        for (OrdererConnection orderer : connections) {
            try {
                return follow(update, orderer.deliver(messages.blocksFrom(firstBlock)), deadline);
            } catch (OrdererCallException e) {
                failures.add(e.getMessage());
            }
            if (deadline.isOver()) {
                break;
            }
        }
        throw new UpdateUnconfirmedException("the orderers took the update of channel " + channel
                + " and did not put it in force within " + access.timeout()
                + "; fetch the configuration to see whether they did since (" + String.join("; ", failures) + ")");
    }

    private ConfigBlock follow(ByteString update, OrdererAnswers<DeliverResponse> blocks, Deadline deadline) {
        while (true) {
            Block block = block(blocks, deadline);
            if (ConfigBlock.isConfig(block)) {
                ConfigBlock config = ConfigBlock.of(block);
                if (config.update().equals(update)) {
                    return config;
                }
                requireStillPossible(update, config);
            }
        }
    }

    /* Two updates of different parts do not exclude each other. */
    private void requireStillPossible(ByteString update, ConfigBlock other) {
        try {
            AppliedUpdate.on(other.configuration(), update);
        } catch (ChangeRefusedException e) {
            throw new UpdateRefusedException(
                    UpdateRefusedException.Reason.OUTDATED,
                    "block " + other.number() + " put another update of channel " + channel + " in force first: "
                            + e.getMessage());
        }
    }

    private static Block block(OrdererAnswers<DeliverResponse> answers, Deadline deadline) {
        OrdererAnswers.Arrival<DeliverResponse> arrival = answers.next(deadline);
        DeliverResponse answer = arrival.require();
        if (!answer.hasBlock()) {
            throw new OrdererCallException(arrival.from() + " delivers no block: " + answer.getStatus()
                    + "; FORBIDDEN and BAD_REQUEST mean that it does not accept the caller's certificates");
        }
        return answer.getBlock();
    }

    private static long lastConfig(Block block) {
        try {
            Metadata signatures =
                    Metadata.parseFrom(block.getMetadata().getMetadata(BlockMetadataIndex.SIGNATURES_VALUE));
            return OrdererBlockMetadata.parseFrom(signatures.getValue())
                    .getLastConfig()
                    .getIndex();
        } catch (InvalidProtocolBufferException | IndexOutOfBoundsException e) {
            throw new InvalidConfigException(
                    "block " + block.getHeader().getNumber() + " does not say where the configuration is", e);
        }
    }

    /** One connection to each orderer, opened when first needed. */
    private final class Connections implements AutoCloseable {
        private final Map<OrdererAddress, OrdererConnection> open = new HashMap<>();

        OrdererConnection to(OrdererAddress orderer) {
            return open.computeIfAbsent(
                    orderer, it -> new OrdererConnection(it, access.enrolment().tls()));
        }

        /** All of them, this one first. */
        List<OrdererConnection> from(OrdererAddress first) {
            List<OrdererConnection> connections = new ArrayList<>(List.of(to(first)));
            orderers.stream()
                    .filter(orderer -> !orderer.equals(first))
                    .map(this::to)
                    .forEach(connections::add);
            return connections;
        }

        @Override
        public void close() {
            open.values().forEach(OrdererConnection::close);
        }
    }
}
