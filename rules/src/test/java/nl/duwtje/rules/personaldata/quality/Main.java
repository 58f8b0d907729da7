package nl.duwtje.rules.personaldata.quality;

import java.util.List;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.inspect.Scan;
import nl.duwtje.rules.text.ExtractLimits;

public final class Main {
    public static void main(String[] args) {
        Scan scan = new Scan(PolicySettings.defaults().limits(), ExtractLimits.defaults());
        int turns = Integer.parseInt(args[0]);
        int examples = Integer.parseInt(args[1]);
        for (int i = 2; i < args.length; i++) {
            System.out.println("======== " + args[i]);
            Judge judge = new Judge(scan);
            int n = 0;
            if (args[i].equals("tables")) {
                for (int t = 0; t < turns * 20; t++, n++) {
                    judge.read(Tables.table(t));
                }
            } else {
                List<Template> templates = Template.of(args[i]);
                for (Template t : templates) {
                    for (int s = 0; s < turns; s++, n++) {
                        judge.read(t.fill(s));
                    }
                }
            }
            System.out.println(n + " papers");
            judge.print(System.out, examples);
        }
    }
}
