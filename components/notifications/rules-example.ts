/** Rules and a target to begin with, as the configuration file has them. */
export const RULES_EXAMPLE = `notifications:
  publicUrl: https://rollcall.example.com
  targets:
    - id: oncall
      kind: webhook            # or slack, alertmanager
      url: https://hooks.example.com/rollcall
      secret: \${ROLLCALL_HOOK_SECRET}
  rules:
    - id: few-passing
      service: "payments*"
      when: { state: passing, fewerThan: 2 }
      forSeconds: 60
      targets: [oncall]
    - id: half-down
      when: { state: not-passing, moreThan: 50% }
      forSeconds: 30
      targets: [oncall]
    - id: registry-lost
      when: { state: stale }
      forSeconds: 120
      targets: [oncall]`;
