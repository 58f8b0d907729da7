package nl.duwtje.gateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.observe.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code duwtje serve}: the gateway itself. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = {
        "Starts the gateway and prints one line when it serves:", "  ready smtp=HOST:PORT web=HOST:PORT observe=HOST:PORT",
        "Stops on SIGTERM or Ctrl-C after the messages under way are finished."})
final class ServeCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions options;

    @Override
    public Integer call() throws Exception {
        GatewaySettings settings = options.read();
        Logging.use(settings.observe().log());
        Gateway gateway = new Gateway(settings);
        try {
            Gateway.Addresses addresses = gateway.start();
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "shutdown"));
            PrintWriter out = spec.commandLine().getOut();
            out.println("ready smtp=" + addresses.smtp() + " web=" + addresses.web() + " observe=" + addresses.observe());
            out.flush();
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
        gateway.awaitClosed();
        return 0;
    }
}
