package nl.duwtje.rules.fact;

import java.util.List;

/** All that is known of one message: what the rules see, what a hold keeps and what a notice tells. */
public record Facts(Message message, List<Recipient> recipients, List<String> visibleOutsiders, List<Attachment> attachments,
        List<PersonalData> personalData) {

    /** @param visibleOutsiders the addresses of outsiders that every recipient can read, as written, at most 1,000 */
    public Facts {
        recipients = List.copyOf(recipients);
        visibleOutsiders = List.copyOf(visibleOutsiders);
        attachments = List.copyOf(attachments);
        personalData = List.copyOf(personalData);
    }

    /** The same with other recipients. */
    public Facts withRecipients(List<Recipient> others) {
        return new Facts(message, others, visibleOutsiders, attachments, personalData);
    }
}
