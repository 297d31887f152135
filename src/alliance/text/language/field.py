"""The words and acronyms of children's services that a bulletin need not explain or defend."""

from __future__ import annotations

WORDS_OF_THE_FIELD = frozenset(
    """
    academisation advocating asylum-seeking attunement benchmarked benchmarking breakfasts
    bitesize blog blogs brokerage caregiver caseload caseloads casework catalogue categorised
    cyberbullying chatbot chatbots childminder childminders childminding codesign codesigned
    coproduce coproduced coproducing coproduction commissioner commissioners commissioning
    contextualised dashboard dashboards datapack datapacks dataset datasets deescalation dysregulated
    dysregulation earmark earmarked eventbrite facilitator facilitators fieldwork fostering headteacher
    headteachers helpline helplines homeworking inspectorate interagency kinship lifelong livestream
    lockdown lockdowns masterclass masterclasses mentee mentees microsite multiagency multidisciplinary
    neurodevelopmental neurodivergence neurodivergent neurodiverse neurodiversity onboarding
    outturn overrepresented overrepresentation paediatric permacrisis podcast podcasts portfolio
    practitioner practitioners psychoeducation recommissioned recommissioning refresher
    reunification ringfence ringfenced rollout rollouts roundtable roundtables safeguarding schoolchildren
    scorecard scorecards secondee secondees screentime sibling siblings signposting signposted
    stakeholder stakeholders supervisee supervisees therapeutically timebound tiktok toolkit toolkits
    trailblazer trailblazers underrepresented unregistered unregulated vaping vlog webchat webinar
    webinars webpage webpages website websites wellbeing whatsapp wraparound workstream workstreams
    """.split()
)

ACRONYMS = frozenset(
    """
    AD ADs ADCS ADHD AGM AI AILG ALDCS AO AP ASD ASC ASGLB ASYE BAME BBC BERRI BSL BASW CAFCASS Cafcass
    CAMHS CCE CCG CCGs CEO CFO CIC CIN CLA CME COO CP CPD CPP CQC CSC CSE CSDP CV CWD CYP CYPMHS DBS DCS
    DCSs DfE DHSC DLUHC DMO DoL DOLS DoLS DPH DPHs DPS DSL DSLs DV DWP EBSA EDT EEF EHC EHCP EHCPs EHCNA
    EHE EU EYFS FAQ FAQs FE FGC FGM FOI FSM FTE GCSE GCSEs GDPR GP GPs HE HM HMCTS HMI HMIs HMP HMT HR
    ICB ICBs ICO ICS ICSs ID IDVA IFA IFAs IICSA ILACS IQ IRO IROs ISA IT ITN JCQ JSNA JTAI JTAIs KCSIE
    KLOE KLOEs KPI KPIs LA LAs LAC LADO LADOs LAIT LCSB LGA LGBT LGBTQ LGO LIIA LMCS LPS LSCP LSCPs MARAC
    MASH MHCLG MHST MHSTs MOC MoC MOJ MoJ MOU MoU MP MPs NAO NCB NCTL NEET NFER NHS NHSE NICE NIHR NPQ NRPF
    NSPCC NTP NVQ NYA OCC OFSTED OHID ONS OT OTs PA PAs PC PDF PDFs PE PEP PEPs PHE PLO PMLD PPA PR PRU PRUs
    PSHE PSW PSWs PTSD QA QC KC RAA RAAs RAG RCC RCCs RFX RIA RIIA RIIAs RIIP RIP RSE RSHE RSVP SaLT SARC
    SATs SDQ SDQs SEF SEFs SEMH SEN SENCO SENCOs SENCo SENCos SEND SESLI SESLIP SGO SGOs SLC SLCN SLI SLT
    SMART SPOC STEM SWE TA TAs TAC TAF TV UASC UK UN UNICEF URL USA VCS VCSE VR VSH VSK WSoA YJB YJS YMCA
    YOI YOIs YOT YOTs YP ACAS AGMs BME CBT CIO CLAs COVID CPR CSV ESOL EPQ HMRC ISBN LD LEA LLP LTD MBE OBE
    CBE NB NI NQT NQTs ECT ECTs PAYE PhD MA BA MSc BSc PIN PO POV PPE PS SW TBC TBA US VAT WHO XML ZIP
    APPG APPGs WWCSC ELG ELGs HAF ESRC SCIE RiP VAWG ASB FSW CSW SSW NVR ACE ACEs UKHSA LSIP DfT
    SEN2 SSDA903 S251 KS1 KS2 KS3 KS4 KS5 CP-IS IT4L PDFs AM PM GMT BST
    """.split()
)
"""Known to those who work in the field, or to anybody."""
