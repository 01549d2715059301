/*
 * The five tables, typed from the sources and from blueprints.md: the third telling of the same thing, so that neither a
 * slip in a blueprint nor one in the engine goes unseen. `?` is a cell that the source leaves open, `+R` a reach R that
 * has to be granted first.
 */
export interface SpecTable {
  readonly blueprint: string
  /** From the top of the ladder down. */
  readonly roles: readonly string[]
  /** `permissions class | cell per role`, one cell for all roles alike. */
  readonly rows: readonly string[]
}

export const specTables: readonly SpecTable[] = [
  {
    blueprint: 'prokeep',
    roles: ['administrator', 'manager', 'member'],
    rows: [
      'users.view users.add users.edit users.delete place | all assigned none',
      'users.view-administrators org | all none none',
      'settings.global org | all none none',
      'settings.group place | all assigned none',
      'settings.personal self | own own own',
      'features.toggle org | all none none',
      'contacts.access inbox.access threads.access place | all assigned assigned',
      'contacts.unblock blocked-numbers.manage place | all none none',
      'contacts.block place | ? ? ?',
      'labels.manage org | all +all none',
      'stock-messages.use templates.use org | all all all',
      'stock-messages.edit templates.edit org | ? ? ?',
      'broadcast.send broadcast.report org | all none none',
      'dashboard.view reports.view place | all assigned none',
    ],
  },
  {
    blueprint: 'lines-and-products',
    roles: ['admin', 'standard'],
    rows: [
      'contacts.import contacts.add contact-lists.add contact-lists.edit org | all all',
      'contacts.delete org | all none',
      'contact-lists.delete response-templates.edit org | ? ?',
      'keyword-responders.view auto-replies.view response-templates.view org | all all',
      'keyword-responders.add keyword-responders.edit auto-replies.add auto-replies.edit org | all none',
      'conversations.view conversations.claim conversations.transfer conversations.release conversations.end place | all assigned',
      'messages.send place | all assigned',
      'blast.create place | all assigned',
      'users.invite users.delete users.set-role users.set-products users.set-lines org | all none',
      'lines.view lines.use place | all assigned',
      'lines.manage org | all none',
    ],
  },
  {
    blueprint: 'pronto',
    roles: ['admin', 'manager', 'user'],
    rows: [
      'groups.create org | all all all',
      'people.search person | all all all',
      'announcements.organization org | all none none',
      'announcements.group place | assigned assigned none',
      'direct-messages.start org | all all all',
      'direct-messages.reply share | shared shared shared',
      'organization.manage org | all none none',
    ],
  },
  {
    blueprint: 'propel',
    roles: ['administrator', 'manager', 'user'],
    rows: [
      'accounts.view media-lists.view monitoring-alerts.view place | all all assigned',
      'funnel-cards.view record | all all own',
      'dashboards.view dashboards.view-shareable org | all all all',
      'accounts.archive accounts.unarchive contacts.archive contacts.unarchive org | all all none',
      'accounts.view-archived contacts.view-archived org | all all none',
      'users.add users.remove users.edit firm-settings.manage org | all all none',
      'contacts.opt-in org | all all none',
      'notes.view share | all shared shared',
      'practices.create org | all all none',
    ],
  },
  {
    blueprint: 'staff-ladder',
    roles: ['super-admin', 'admin', 'project-manager', 'office-manager', 'teammate', 'salesperson', 'freelancer'],
    rows: [
      'subscription.view subscription.manage org | all none none none none none none',
      'admin-settings.access org | all all none none ? ? ?',
      'staff.view staff.add staff.edit staff.remove staff.restore staff.purge org | all all ? ? ? ? ?',
      'projects.view place | all all all none assigned assigned assigned',
      'projects.manage place | all all all none none none none',
      'projects.lead place | all all all none none ? none',
      'tasks.work place | all all all none assigned assigned assigned',
      'client-talk.access place | all all all none none ? none',
      'team-talk.access place | all all all none assigned ? none',
      'companies.view contacts.view record | all all all all none all none',
      'companies.create contacts.create events.create goals.create org | all all all all none all none',
      'companies.edit companies.delete contacts.edit contacts.delete record | all all all all none own none',
      'billing.access billing.manage org | all all none all ? ? ?',
      'client-pages.access org | all all none none ? ? ?',
    ],
  },
]

/** blueprints.md, "Guards", as the edits of the console have them. */
export const specGuards: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  prokeep: {
    'staff.see': 'users.view',
    'staff.add': 'users.add',
    'staff.edit': 'users.edit',
    'staff.setRole': 'users.edit',
    'staff.assign': 'users.edit',
    'staff.remove': 'users.delete',
    'staff.restore': 'users.delete',
    'staff.purge': 'users.delete',
    'grants.edit': 'features.toggle',
    'places.edit': 'settings.group',
    'places.editTop': 'settings.global',
    'console.manage': 'settings.global',
  },
  'lines-and-products': {
    'staff.see': 'users.invite',
    'staff.add': 'users.invite',
    'staff.edit': 'users.set-role',
    'staff.setRole': 'users.set-role',
    'staff.assign': 'users.set-lines',
    'staff.assign product': 'users.set-products',
    'staff.remove': 'users.delete',
    'staff.restore': 'users.delete',
    'staff.purge': 'users.delete',
    'grants.edit': 'users.set-role',
    'places.edit': 'lines.manage',
    'places.editTop': 'lines.manage',
    'console.manage': 'users.set-role',
  },
  pronto: {
    'staff.see': 'organization.manage',
    'staff.add': 'organization.manage',
    'staff.edit': 'organization.manage',
    'staff.setRole': 'organization.manage',
    'staff.assign': 'organization.manage',
    'staff.remove': 'organization.manage',
    'staff.restore': 'organization.manage',
    'staff.purge': 'organization.manage',
    'grants.edit': 'organization.manage',
    'places.edit': 'organization.manage',
    'places.editTop': 'organization.manage',
    'console.manage': 'organization.manage',
  },
  propel: {
    'staff.see': 'users.edit',
    'staff.add': 'users.add',
    'staff.edit': 'users.edit',
    'staff.setRole': 'users.edit',
    'staff.assign': 'users.edit',
    'staff.remove': 'users.remove',
    'staff.restore': 'users.remove',
    'staff.purge': 'users.remove',
    'grants.edit': 'firm-settings.manage',
    'places.edit': 'firm-settings.manage',
    'places.editTop': 'firm-settings.manage',
    'console.manage': 'firm-settings.manage',
  },
  'staff-ladder': {
    'staff.see': 'staff.view',
    'staff.add': 'staff.add',
    'staff.edit': 'staff.edit',
    'staff.setRole': 'staff.edit',
    'staff.assign': 'staff.edit',
    'staff.remove': 'staff.remove',
    'staff.restore': 'staff.restore',
    'staff.purge': 'staff.purge',
    'grants.edit': 'admin-settings.access',
    'places.edit': 'admin-settings.access',
    'places.editTop': 'admin-settings.access',
    'console.manage': 'admin-settings.access',
  },
}

/** What else blueprints.md says of the five, beside the cells. */
export const specRest = {
  locked: {
    prokeep: ['administrator'],
    'lines-and-products': [],
    pronto: ['admin'],
    propel: [],
    'staff-ladder': ['super-admin'],
  },
  ungated: { prokeep: [], 'lines-and-products': ['admin'], pronto: [], propel: [], 'staff-ladder': [] },
  singleton: { prokeep: [], 'lines-and-products': [], pronto: [], propel: [], 'staff-ladder': ['super-admin'] },
  upOnly: { prokeep: false, 'lines-and-products': false, pronto: false, propel: false, 'staff-ladder': true },
  containsBelow: { prokeep: false, 'lines-and-products': true, pronto: true, propel: false, 'staff-ladder': false },
  scopeKinds: {
    prokeep: ['location', 'group'],
    'lines-and-products': ['line'],
    pronto: ['group'],
    propel: ['account'],
    'staff-ladder': ['project', 'task'],
  },
  manages: {
    prokeep: { administrator: 'everyone', manager: ['manager', 'member'], member: [] },
    'lines-and-products': { admin: 'everyone', standard: [] },
    pronto: { admin: 'everyone', manager: [], user: [] },
    propel: { administrator: 'everyone', manager: ['manager', 'user'], user: [] },
    'staff-ladder': {
      'super-admin': 'everyone',
      admin: ['admin', 'project-manager', 'office-manager', 'teammate', 'salesperson', 'freelancer'],
      'project-manager': [],
      'office-manager': [],
      teammate: [],
      salesperson: [],
      freelancer: [],
    },
  },
} as const

/** blueprints.md, propel: default views per list and role, and the landing page (S3.7–S3.10, S3.14). */
export const specViews: Readonly<Record<string, readonly [string, string, string]>> = {
  accounts: ['Active Accounts', 'My Accounts', 'My Accounts'],
  'media-lists': ['My Pitching Lists', 'My Pitching Lists', 'My Pitching Lists'],
  'funnel-cards': [
    "All Accounts / Everyone's Pitches",
    "All Accounts / Everyone's Pitches",
    'My Story Funnels / My Pitches',
  ],
  'monitoring-alerts': ['All Accounts', 'All Accounts', 'My Accounts'],
  'landing-page': ['Account Summary dashboard', 'Account Summary dashboard', 'Story Funnel'],
}
