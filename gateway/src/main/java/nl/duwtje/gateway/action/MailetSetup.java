package nl.duwtje.gateway.action;

import java.util.Iterator;
import java.util.Map;

import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;

/** Init parameters of one mailet. */
record MailetSetup(String name, Map<String, String> parameters, MailetContext context) implements MailetConfig {

    @Override
    public String getInitParameter(String key) {
        return parameters.get(key);
    }

    @Override
    public Iterator<String> getInitParameterNames() {
        return parameters.keySet().iterator();
    }

    @Override
    public MailetContext getMailetContext() {
        return context;
    }

    @Override
    public String getMailetName() {
        return name;
    }
}
