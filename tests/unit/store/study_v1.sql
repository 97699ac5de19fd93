-- A store of version 1, the schema of the first release. Never edit it: a later program must open it.
BEGIN TRANSACTION;
CREATE TABLE annotations (
        model INTEGER NOT NULL REFERENCES models (number), key TEXT NOT NULL,
        checksum INTEGER NOT NULL, columns BLOB NOT NULL);
CREATE TABLE journey_steps (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT NOT NULL,
        payload TEXT NOT NULL);
CREATE TABLE judgements (
        position INTEGER PRIMARY KEY, statement TEXT NOT NULL UNIQUE REFERENCES statements (id),
        kinds TEXT NOT NULL, kind_scores TEXT NOT NULL, basis TEXT, prompting TEXT, effect TEXT, effect_score,
        step TEXT, step_score, decided_by TEXT NOT NULL);
INSERT INTO "judgements" VALUES(0,'S39d42030aa','["behaviour"]','[0.9]','habit',NULL,'neutral',0.0,NULL,NULL,'machine');
INSERT INTO "judgements" VALUES(1,'S264bd33a1b','["behaviour"]','[0.9]','habit',NULL,'neutral',0.0,NULL,NULL,'machine');
CREATE TABLE left_out (
        position INTEGER PRIMARY KEY, transcript TEXT NOT NULL, turn INTEGER NOT NULL, "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL, reason TEXT NOT NULL,
        FOREIGN KEY (transcript, turn) REFERENCES turns (transcript, turn));
CREATE TABLE models (number INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
INSERT INTO "models" VALUES(1,'e');
CREATE TABLE outcomes (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, theme TEXT NOT NULL REFERENCES themes (id),
        step TEXT, direction TEXT NOT NULL, who TEXT NOT NULL, behaviour TEXT NOT NULL, grade TEXT NOT NULL,
        status TEXT NOT NULL, payload TEXT NOT NULL);
CREATE TABLE people (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, consent TEXT NOT NULL,
        attributes TEXT NOT NULL, transcripts TEXT NOT NULL);
INSERT INTO "people" VALUES(0,'Cy','verbatim','{}','["cy"]');
CREATE TABLE problems (position INTEGER PRIMARY KEY, decision TEXT NOT NULL, problem TEXT NOT NULL);
CREATE TABLE run (
        only INTEGER PRIMARY KEY CHECK (only = 1), record TEXT NOT NULL, journey_origin TEXT NOT NULL,
        digest TEXT NOT NULL, saved_at TEXT,
        rows_digest TEXT NOT NULL);
INSERT INTO "run" VALUES(1,'{"inputs_digest":"i","settings_digest":"s","versions":{},"models":{},"counts":{},"warnings":[]}','none','2210d0d2542a19ae5198c9716389a3aa0d6bd5249e2313d96f5ed4ea1716cfd1',NULL,'4f922e9a01924974449d0c06aa2d4c62cbd8d26b8bb521d0991059151b3f11ee');
CREATE TABLE signals (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, theme TEXT NOT NULL REFERENCES themes (id),
        step TEXT, effect TEXT NOT NULL, strength, n_participants INTEGER NOT NULL, n_opponents INTEGER NOT NULL,
        conflict INTEGER NOT NULL, status TEXT NOT NULL, payload TEXT NOT NULL);
CREATE TABLE sources (
        name TEXT PRIMARY KEY, path TEXT NOT NULL, root TEXT NOT NULL, digest TEXT NOT NULL,
        parser_version TEXT NOT NULL, options_digest TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('read', 'set_aside', 'refused')),
        reason TEXT NOT NULL, hint TEXT NOT NULL, warnings TEXT NOT NULL,
        transcripts TEXT NOT NULL, checksum TEXT NOT NULL);
INSERT INTO "sources" VALUES('cy.txt','cy.txt','.','0000000000000000000000000000000000000000000000000000000000000000','1','1','read','','','[]','[{"id":"cy","source":"cy.txt","format":"text","turns":[{"index":0,"speaker":"Cy","text":"I fold the map. It tears at once.","place":"line 1","role":"unknown","participant":null,"person_key":"","start_seconds":null,"end_seconds":null,"heading":null}],"language":null,"dropped":[],"roles":[],"warnings":[],"encoding":"utf-8","rows_are_statements":false}]','d8e28e296740a20e072a9b89763b5bacd69ff7d7ddaa8220fc06a6a010f8b612');
CREATE TABLE statements (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, transcript TEXT NOT NULL, source TEXT NOT NULL,
        participant TEXT NOT NULL, turn INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
        text TEXT NOT NULL, question TEXT, heading TEXT,
        FOREIGN KEY (transcript, turn) REFERENCES turns (transcript, turn));
INSERT INTO "statements" VALUES(0,'S39d42030aa','cy','cy.txt','Cy',0,0,15,'I fold the map.',NULL,NULL);
INSERT INTO "statements" VALUES(1,'S264bd33a1b','cy','cy.txt','Cy',0,16,33,'It tears at once.',NULL,NULL);
CREATE TABLE theme_history (
        number INTEGER NOT NULL, id TEXT PRIMARY KEY, name TEXT NOT NULL, members TEXT NOT NULL,
        named_by TEXT NOT NULL, status TEXT NOT NULL, retired INTEGER NOT NULL);
INSERT INTO "theme_history" VALUES(1,'T1','Folding the map','["S264bd33a1b","S39d42030aa"]','machine','candidate',1);
INSERT INTO "theme_history" VALUES(2,'T2','Folding the map','["S264bd33a1b","S39d42030aa"]','machine','candidate',0);
CREATE TABLE theme_members (
        theme TEXT NOT NULL REFERENCES themes (id), position INTEGER NOT NULL,
        statement TEXT NOT NULL REFERENCES statements (id), score, PRIMARY KEY (theme, position));
INSERT INTO "theme_members" VALUES('T2',0,'S39d42030aa',1.0);
INSERT INTO "theme_members" VALUES('T2',1,'S264bd33a1b',0.5);
CREATE TABLE themes (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, definition TEXT NOT NULL,
        n_participants INTEGER NOT NULL, n_statements INTEGER NOT NULL, stability, status TEXT NOT NULL,
        named_by TEXT NOT NULL, payload TEXT NOT NULL);
INSERT INTO "themes" VALUES(0,'T2','Folding the map','d',1,2,NULL,'candidate','machine','{"id":"T2","name":"Folding the map","definition":"d","kinds":["behaviour"],"keyphrases":["map"],"members":[{"statement":"S39d42030aa","score":1.0},{"statement":"S264bd33a1b","score":0.5}],"participants":["Cy"],"n_opportunity":1,"opportunity_basis":"all","interval":[0.2,1.0],"stability":null,"exemplars":["S39d42030aa"],"negative_cases":[],"status":"candidate","lineage":[],"named_by":"machine"}');
CREATE TABLE transcripts (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, format TEXT NOT NULL,
        language TEXT, n_turns INTEGER NOT NULL, n_words INTEGER NOT NULL, payload TEXT NOT NULL);
INSERT INTO "transcripts" VALUES(0,'cy','cy.txt','text',NULL,1,8,'{"id":"cy","source":"cy.txt","format":"text","turns":[],"language":null,"dropped":[],"roles":[],"warnings":[],"encoding":"utf-8","rows_are_statements":false}');
CREATE TABLE turns (
        transcript TEXT NOT NULL REFERENCES transcripts (id), turn INTEGER NOT NULL, speaker TEXT,
        role TEXT NOT NULL, participant TEXT, text TEXT NOT NULL, start_seconds, end_seconds,
        heading TEXT, place TEXT NOT NULL, person_key TEXT NOT NULL, PRIMARY KEY (transcript, turn));
INSERT INTO "turns" VALUES('cy',0,'Cy','participant','Cy','I fold the map. It tears at once.',NULL,NULL,NULL,'line 1','Cy');
CREATE TABLE vectors (
        model INTEGER NOT NULL REFERENCES models (number), key TEXT NOT NULL,
        checksum INTEGER NOT NULL, numbers BLOB NOT NULL);
INSERT INTO "vectors" VALUES(1,'k',631074129,X'0000803F0000803F0000803F');
CREATE VIRTUAL TABLE words USING fts5 (
        text, content = 'statements', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words) VALUES ('rebuild');
CREATE INDEX sources_by_digest ON sources (digest);
CREATE UNIQUE INDEX vectors_by_key ON vectors (model, key);
CREATE UNIQUE INDEX annotations_by_key ON annotations (model, key);
CREATE INDEX statements_by_turn ON statements (transcript, turn);
CREATE INDEX theme_members_by_statement ON theme_members (statement);
CREATE VIEW quotes AS
        SELECT statements.id, statements.participant, statements.source, statements.turn, statements.text,
            statements.question, judgements.kinds, judgements.effect, judgements.step, themes.name AS theme
        FROM statements
        LEFT JOIN judgements ON judgements.statement = statements.id
        LEFT JOIN theme_members ON theme_members.statement = statements.id
        LEFT JOIN themes ON themes.id = theme_members.theme
        ORDER BY statements.position;
PRAGMA user_version = 1;
COMMIT;
