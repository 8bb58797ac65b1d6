package org.credence.node.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.credence.node.config.StudySpec.InitialWeights;
import org.credence.node.config.StudySpec.Optimizer;
import org.credence.node.config.StudySpec.OptimizerState;
import org.credence.node.config.StudySpec.RowOrder;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;
import org.credence.node.model.Model;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.model.Models;
import org.credence.node.model.ParameterVector;
import org.credence.node.model.SeededStream;
import org.credence.protocol.StudyId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bits of trained models, written down once (JDK 17.0.15, x86-64). Any Java on any machine must find the same; a change here
 * changes every model's hash and needs a new version of the study's format.
 */
class TrainingGoldenTest {
    private static final int FEATURES = 6;

    record Golden(Model model, Optimizer optimizer, String hash) {}

    static Stream<Golden> golden() {
        Model logistic = Models.logistic(FEATURES);
        Model linear = Models.linear(FEATURES);
        Model classifier = Models.perceptron(TargetType.BINARY, FEATURES, 8, 4);
        Model regressor = Models.perceptron(TargetType.NUMBER, FEATURES, 8);
        Model softmax = Models.softmax(FEATURES, 3);
        Model labels = Models.labels(FEATURES, 3);
        Model layered = Models.perceptron(TargetType.CLASSES, 3, FEATURES, List.of(5));
        return Stream.of(
                new Golden(logistic, Optimizer.SGD, "8975141adb18a93a36290361afa12005cd46838afa3d555ddf4ff4d3f8158a28"),
                new Golden(
                        logistic,
                        Optimizer.MOMENTUM,
                        "4efc914cb52381386f504a277a512c1c1bcd209e7197c561aee3764b1bc41772"),
                new Golden(
                        logistic,
                        Optimizer.ADAGRAD,
                        "ae191614b01bbadaeacccca31eb3fd9f90cc963b038d85c3c636fbf97e3e5733"),
                new Golden(
                        logistic,
                        Optimizer.RMSPROP,
                        "9fcde729af2978c79289b665e2c3c4d1775265eee939ee85a28d79cc3503f3ff"),
                new Golden(
                        logistic, Optimizer.ADAM, "710f3b31b8c0615328552c74f3d50e25a16d8997e64bcf2f887af7a6f9ecb334"),
                new Golden(linear, Optimizer.SGD, "962c40dc9b170941d4ebe39ed2b71c310d88d9f9be07f29e490779387e6f18cd"),
                new Golden(
                        linear, Optimizer.MOMENTUM, "7f0c956acfb42ce24b955bca2fcc267c604979c11b9fd659ea5f6f5425a955ea"),
                new Golden(
                        linear, Optimizer.ADAGRAD, "b83d5598ae35e427e79d34a039cd8a2b178e6d26b73ae46b382aa011fb0f07f8"),
                new Golden(
                        linear, Optimizer.RMSPROP, "358021e1c01cee2d4154fb329c458a3b78c16997a4fc147d28b3baf9f7fb1a99"),
                new Golden(linear, Optimizer.ADAM, "50c81622e1180e6361b2aee9ecb09eaf052879f9019025746c6422864ff898a3"),
                new Golden(
                        classifier, Optimizer.SGD, "6e187c70054a2bee3cad6dcf39ef7c25bc617201cf4052988e0791ba4cd97365"),
                new Golden(
                        classifier,
                        Optimizer.MOMENTUM,
                        "0eea5a2b6a5f7b4fe814a7767497ff45a8c7fbafa75ea5310584a3468c409960"),
                new Golden(
                        classifier,
                        Optimizer.ADAGRAD,
                        "9a693d557546023e51df965ef64b2985d5353bd90858198e214f1f6e23a1128f"),
                new Golden(
                        classifier,
                        Optimizer.RMSPROP,
                        "c6a59930329983179341e78d69ed5a6f35eeabe2190e651a1ce9dbf67660e5f4"),
                new Golden(
                        classifier, Optimizer.ADAM, "b0cbcda282aa736592d08f5e992414cc9b641b721294c0b59cb5cd3d56e956e7"),
                new Golden(
                        regressor, Optimizer.SGD, "f2a388e05bb52d23b5e48b52c29dc4b789cda055eab393b4a99ccd91ba682050"),
                new Golden(
                        regressor,
                        Optimizer.MOMENTUM,
                        "4d1412f7da552ebb7271ec998fef197a75f85985dc69dbcc5cd7a1c075fa5d13"),
                new Golden(
                        regressor,
                        Optimizer.ADAGRAD,
                        "26b4531074a191c2be07eec63622a2f55aa3834047bf086f295419bbcfd0c750"),
                new Golden(
                        regressor,
                        Optimizer.RMSPROP,
                        "cd9f2a1b2495a2ae99226c6250a5d7308b05b78a3c07a2e681eefb7d7a64b8c3"),
                new Golden(
                        regressor, Optimizer.ADAM, "4d4a2b1ca629338caec7008471df3f585e74c571b4fb5c4455e206095d958dcf"),
                new Golden(softmax, Optimizer.SGD, "d67e8f32f368eecf834a3bad5102f20a2c32ad4a3da99b7d0ddf172a034f00fe"),
                new Golden(softmax, Optimizer.ADAM, "af89881d585a2bd4ac838bf2e16665c99d72cb89779f992b8d14c92ddb6b9c27"),
                new Golden(labels, Optimizer.SGD, "5b6a78b5b091620c32359addba09d4225b1e733ac081250c069f8fc424c628a8"),
                new Golden(labels, Optimizer.ADAM, "d8ce0153ddd41e056bec06dfc9035599a500c5f3972029e5e6e39102de6953c0"),
                new Golden(layered, Optimizer.SGD, "abd6712468d5a7b86cb823cc0a129276e7ed60570f55d595620e88db6cba3e3d"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void trainingGivesTheSameBitsEverywhere(Golden golden) {
        Model model = golden.model();
        Plans plans = Plans.sgd()
                .with(golden.optimizer())
                .with(OptimizerState.KEEP)
                .with(RowOrder.SHUFFLED)
                .learningRate("0.01")
                .batchSize(7)
                .passes(2)
                .l2("0.001");
        Trainer trainer = new Trainer(plans.of(model), rows(model));
        ParameterVector parameters = model.initial(InitialWeights.SEEDED, Plans.SEED);
        OptimizerMemory memory = OptimizerMemory.none();
        for (int round = 0; round < 30; round++) {
            TrainingResult result = trainer.train(parameters, round, memory);
            parameters = next(parameters, result.delta());
            memory = result.memory();
        }

        assertThat(ModelCodec.hash(new ModelState(new StudyId("golden"), 30, parameters))
                        .hex())
                .isEqualTo(golden.hash());
    }

    private static ParameterVector next(ParameterVector base, double[] delta) {
        long[] fixed = base.toFixed();
        ParameterVector change = ParameterVector.encode(delta);
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] += change.fixed(i);
        }
        return ParameterVector.ofFixed(fixed);
    }

    /** 50 rows from our own stream, whose draws are the same on every Java. */
    private static Examples rows(Model model) {
        SeededStream stream = SeededStream.named("golden rows").open();
        double[][] rows = new double[50][FEATURES];
        double[][] targets = new double[50][model.outputs()];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (int j = 0; j < FEATURES; j++) {
                rows[i][j] = 4 * stream.nextDouble() - 2;
                sum += rows[i][j] * (j - 2);
            }
            for (int output = 0; output < model.outputs(); output++) {
                targets[i][output] = switch (model.task()) {
                    case BINARY -> sum > 0 ? 1 : 0;
                    case NUMBER -> sum;
                    case CLASSES -> output == (sum < -2 ? 0 : sum < 2 ? 1 : 2) ? 1 : 0;
                    case LABELS -> (i + output) % 4 == 0 ? Double.NaN : sum > output - 1 ? 1 : 0;
                };
            }
        }
        return Examples.of(rows, targets, FEATURES, model.outputs());
    }
}
