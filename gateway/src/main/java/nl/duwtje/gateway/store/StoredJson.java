package nl.duwtje.gateway.store;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;

/**
 * Records as JSON in a column. A row outlives the version that wrote it: fields we no longer know are skipped, new texts and lists read as
 * empty. Safe for all threads.
 */
final class StoredJson<T> {

    private static final JsonMapper MAPPER = mapper();

    static final StoredJson<Envelope> ENVELOPE = new StoredJson<>(new TypeReference<>() {
    });
    static final StoredJson<Facts> FACTS = new StoredJson<>(new TypeReference<>() {
    });
    static final StoredJson<List<Action>> ACTIONS = new StoredJson<>(new TypeReference<>() {
    });
    static final StoredJson<List<Nudge>> NUDGES = new StoredJson<>(new TypeReference<>() {
    });
    static final StoredJson<List<Nudge.Proposal>> PROPOSALS = new StoredJson<>(new TypeReference<>() {
    });

    static final StoredJson<Incident.Report> REPORT = new StoredJson<>(new TypeReference<>() {
    });

    private final ObjectWriter writer;
    private final ObjectReader reader;

    private StoredJson(TypeReference<T> type) {
        this.writer = MAPPER.writerFor(type);
        this.reader = MAPPER.readerFor(type);
    }

    String write(T value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("cannot be written as JSON", e);
        }
    }

    /** @throws StoreException when the text is not what we once wrote */
    T read(String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored row cannot be read", e);
        }
    }

    private static JsonMapper mapper() {
        SimpleModule addresses = new SimpleModule().addSerializer(MailAddress.class, new WriteAddress())
                .addDeserializer(MailAddress.class, new ReadAddress());
        JsonMapper mapper = JsonMapper.builder().addModule(addresses).addMixIn(Action.class, NamedAction.class)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE).visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        mapper.configOverride(String.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    /** The names in the database: a contract, whatever the classes are called. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
    @JsonSubTypes({@JsonSubTypes.Type(value = Action.HideRecipients.class, name = "hide-recipients"),
            @JsonSubTypes.Type(value = Action.OneByOne.class, name = "one-by-one"),
            @JsonSubTypes.Type(value = Action.WithoutAttachments.class, name = "without-attachments"),
            @JsonSubTypes.Type(value = Action.Banner.class, name = "banner"), @JsonSubTypes.Type(value = Action.Tag.class, name = "tag")})
    private interface NamedAction {}

    private static final class WriteAddress extends JsonSerializer<MailAddress> {
        @Override
        public void serialize(MailAddress address, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(address.text());
        }
    }

    private static final class ReadAddress extends JsonDeserializer<MailAddress> {
        @Override
        public MailAddress deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            return text.isEmpty() ? MailAddress.NULL : MailAddress.of(text);
        }
    }
}
