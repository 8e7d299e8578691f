// Laws of what documents know of each other, over made-up offices whose plans cite one another. A
// failure prints the seed; CODAU_SEED=<n> replays it.
#include "pipeline/edits/cross_references.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/named_cells.h"
#include "../support/seeded.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "document/read_document.h"
#include "export/tabular/document_json.h"
#include "record/citations/xref.h"
#include "record/edits/relative_deadlines.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/validate.h"
#include "text/text_document.h"

namespace codau::pipeline {
namespace {

using testing::NamedCells;
using testing::text_of;

using record::Records;
using testing::bytes_of;
using testing::TempFolder;

class XrefLaws : public testing::Seeded {
 protected:
  std::string one_of(const std::vector<std::string>& choices) {
    return choices[below(std::min(choices.size(), most_choices_))];
  }

  /// A plan of one of two offices; number, date and citations are few enough to meet.
  Records plan() {
    const std::string organ = one_of({"TỈNH HƯNG YÊN", "HUYỆN ÂN THI"});
    const std::string number = below(4) < only_citing_
                                   ? "Số: " + std::to_string(100 + below(800)) + "/KH-UBND"
                                   : one_of({"Số: 07/KH-UBND", "Số: 08/KH-UBND", "8607 /KH-UBND",
                                             "Số: /KH-UBND", "Số: 17/KH-UBND"});
    const std::string date = only_citing_ > 0
                                 ? "ngày 12 tháng 01 năm 2023"
                                 : one_of({"ngày 12 tháng 01 năm 2022", "ngày 12 tháng 01 năm 2023",
                                           "ngày tháng 01 năm 2023", "ngày /2 tháng 01 năm 2022"});
    std::string text =
        "ỦY BAN NHÂN DÂN\n" + organ + "\n" + number + "\nHưng Yên, " + date + "\n\nKẾ HOẠCH\n" +
        one_of({"Cải cách hành chính năm 2023\n",
                "Nâng cao chất lượng phục vụ người dân và doanh nghiệp năm 2023\n"}) +
        "\n";
    for (std::size_t n = below(4); n > 0; --n) {
      text += "Thực hiện Kế hoạch số " + one_of({"07", "08", "17", "8"}) + "/KH-UBND" +
              one_of({" ngày 12/01/2023", " ngày 13/01/2023", " ngày 12/01/2022", " ngày 05/3/2023",
                      ""}) +
              " của UBND " + one_of({"tỉnh", "tỉnh Hưng Yên", "huyện Ân Thi", "huyện"}) +
              " về nâng cao chất lượng phục vụ người dân và doanh nghiệp;\n\n";
    }
    text += "III. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Báo cáo " +
            one_of({"chậm nhất 15 ngày làm việc kể từ ngày ban hành Kế hoạch",
                    "trong vòng 10 ngày kể từ ngày ban hành Kế hoạch này", "trước ngày 05/01/2023",
                    "hằng quý"}) +
            ".\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Ước " +
            std::to_string(below(1000000)) + "\n";
    return records_of(text);
  }

  static Records records_of(const std::string& text) {
    RestoredDocument document;
    document.before = document.after = text::parse_plain_text(text);
    record::SourceInfo source;
    source.sha256 = record::sha256(text);
    source.doc_id = record::doc_id(source.sha256);
    source.bytes = text.size();
    source.format = "txt";
    source.text_layer = "none";
    source.names = {{"a.txt", "a.txt"}};
    source.pipeline_version = "0.1.0";
    return record::to_records(own_lexicon(), document::read_document(own_lexicon(), document),
                              document, source);
  }

  std::size_t most_choices_ = 9;  ///< the fewer, the more the plans have to do with each other
  std::size_t only_citing_ = 0;   ///< of four plans so many are cited by none, the others firm

  std::vector<Records> plans(std::size_t n) {
    std::vector<Records> out;
    for (std::size_t i = 0; i < n; ++i) out.push_back(plan());
    return out;
  }
};

std::string id_of(Records& records) {
  return NamedCells(record::table("documents"), records[record::TableId::kDocuments].front())
      .text("doc_id");
}

bool has_flag(Records records, std::string_view code) {
  const auto flags =
      NamedCells(record::table("documents"), records[record::TableId::kDocuments].front())
          .codes("flags");
  return std::ranges::find(flags, code) != flags.end();
}

std::string json_of(const Records& records, const std::filesystem::path& file) {
  io::write_atomically(file,
                       [&](io::FileSink& sink) { exports::write_document_json(records, sink); });
  return bytes_of(file);
}

// record/citations/xref.h: taking out what was written in gives what was there, whatever was found.
TEST_F(XrefLaws, WhatIsWrittenInCanBeTakenOut) {
  std::size_t confirmed = 0, dated = 0, proposed = 0, conflicts = 0;
  for (int round = 0; round < 150; ++round) {
    const std::vector<Records> base = plans(1 + below(5));
    std::vector<record::XrefFacts> facts;
    for (const Records& one : base) facts.push_back(record::extract_xref_facts(one));
    const auto found = record::resolve_xrefs(own_lexicon(), facts);
    for (std::size_t i = 0; i < base.size(); ++i) {
      const record::XrefFindings& findings = found.at(facts[i].doc_id);
      const Records written = record::apply_xref(own_lexicon(), base[i], findings);
      EXPECT_EQ(record::validate_rows(written), std::vector<std::string>());
      EXPECT_EQ(record::remove_xref(own_lexicon(), written), base[i]);
      EXPECT_EQ(has_flag(written, "XREF_CONFLICT"), findings.is_conflict);
      EXPECT_EQ(has_flag(written, "NUMBER_PROPOSED"),
                findings.number ||
                    (has_flag(base[i], "NUMBER_PROPOSED") && !findings.is_number_confirmed));
      EXPECT_EQ(record::remove_xref(own_lexicon(), base[i]), base[i]);
      confirmed += findings.is_number_confirmed;
      dated += findings.best_date.has_value();
      proposed += findings.number.has_value();
      conflicts += findings.is_conflict;
    }
  }
  EXPECT_GT(std::min({confirmed, dated, proposed, conflicts}), 3U)
      << "the plans must meet: " << confirmed << ' ' << dated << ' ' << proposed << ' '
      << conflicts;
}

// record/citations/xref.h: what a document that stands alone is written with is not written again.
TEST_F(XrefLaws, ADocumentThatNoOtherTellsOfIsWrittenOnce) {
  for (int round = 0; round < 10; ++round) {
    const Records base = plan();
    const record::XrefFacts facts = record::extract_xref_facts(base);
    const Records alone = record::apply_no_xref(own_lexicon(), base);
    EXPECT_EQ(alone, record::apply_xref(
                         own_lexicon(), base,
                         record::resolve_xrefs(own_lexicon(), {&facts, 1}).at(facts.doc_id)));
    const TempFolder folder;
    store::Store(folder / "codau.db").save_records(facts.doc_id, alone);
    store::Store store(folder / "codau.db");
    write_cross_references(store, folder.path(), own_lexicon());
    EXPECT_FALSE(store.has_new_rows());
  }
}

// record/citations/xref.h: facts come back from their text, and nothing else does.
TEST_F(XrefLaws, FactsComeBackFromTheirText) {
  for (int round = 0; round < 30; ++round) {
    const record::XrefFacts facts = record::extract_xref_facts(plan());
    const std::string text = to_json(facts);
    const auto back = record::xref_facts_from_json(text);
    ASSERT_TRUE(back);
    EXPECT_EQ(to_json(*back), text);
    EXPECT_EQ(record::make_xref_keys(own_lexicon(), *back).own,
              record::make_xref_keys(own_lexicon(), facts).own);
    EXPECT_FALSE(record::xref_facts_from_json(text.substr(0, below(text.size()))));
  }
  for (const char* const other : {"", "{}", "[]", "[[]]", R"(["a",1])"})
    EXPECT_FALSE(record::xref_facts_from_json(other)) << other;
}

// record/citations/xref.h: the order of the documents does not matter.
TEST_F(XrefLaws, TheOrderOfTheDocumentsDoesNotMatter) {
  for (int round = 0; round < 30; ++round) {
    std::vector<record::XrefFacts> facts;
    for (const Records& one : plans(6)) facts.push_back(record::extract_xref_facts(one));
    const auto found = record::resolve_xrefs(own_lexicon(), facts);
    std::ranges::shuffle(facts, random_);
    EXPECT_EQ(record::resolve_xrefs(own_lexicon(), facts), found);
  }
}

// record/edits/relative_deadlines.h: rows follow a date and come back with it.
TEST_F(XrefLaws, DeadlinesFollowTheDateOfIssueAndComeBack) {
  for (int round = 0; round < 60; ++round) {
    const Records base = plan();
    Records moved = base;
    Records first = base;
    const std::string best =
        NamedCells(record::table("documents"), first[record::TableId::kDocuments].front())
            .text("issued_date_best");
    record::recompute_relative_deadlines(own_lexicon(), moved, best);
    EXPECT_EQ(moved, base);
    record::recompute_relative_deadlines(own_lexicon(), moved,
                                         one_of({"", "2023-02-01", "2023-12-31"}));
    EXPECT_EQ(record::validate_rows(moved), std::vector<std::string>());
    record::recompute_relative_deadlines(own_lexicon(), moved, best);
    EXPECT_EQ(moved, base);
  }
}

// pipeline/edits/cross_references.h: what is in the store decides, not how it came there.
TEST_F(XrefLaws, TheHistoryOfTheStoreDoesNotMatter) {
  for (int round = 0; round < 2; ++round) {
    std::vector<Records> all = plans(5);
    std::vector<std::string> expected_rows;
    for (int history = 0; history < 4; ++history) {
      const TempFolder folder;
      store::Store store(folder / "codau.db");
      const auto put = [&](Records& one) {
        store.save_records(id_of(one), one);
        store.save_fingerprint(id_of(one), "f");
      };
      if (history > 0) std::ranges::shuffle(all, random_);
      for (Records& one : all) {
        put(one);
        if (history > 1 && below(3) == 0)
          write_cross_references(store, folder.path(), own_lexicon());
        if (history > 1 && below(3) == 0) put(all[below(all.size())]);
        if (history > 2 && below(3) == 0)
          store.remove_documents(std::vector{id_of(all[below(all.size())])}, "gone");
      }
      for (Records& one : all) {
        if (store.records_of(id_of(one))[record::TableId::kDocuments].empty()) put(one);
      }
      write_cross_references(store, folder.path(), own_lexicon());
      std::vector<std::string> rows;
      for (const std::string& id : store.documents()) {
        EXPECT_EQ(store.fingerprint(id), "f");
        Records stored = store.records_of(id);
        for (const record::Table& table : record::schema())
          record::sort_by_key(table, stored[table.id]);
        EXPECT_EQ(record::validate_rows(stored), std::vector<std::string>());
        rows.push_back(json_of(stored, folder / "rows.json"));
      }
      if (history == 0) expected_rows = rows;
      EXPECT_EQ(rows, expected_rows) << "history " << history;
    }
  }
}

Records sorted_head(const store::Store& store, const std::string& id) {
  return record::sort_records_by_key(store.head_of(id));
}

/// With what an office says of others, by titles and by numbers, whether it has one itself or not.
record::XrefFacts facts_of(const store::Store& store, const std::string& id) {
  return record::extract_xref_facts(record::remove_xref(own_lexicon(), sorted_head(store, id)));
}

// store/store.h, record/citations/xref.h: what is due is enough, whatever the history was.
TEST_F(XrefLaws, JudgingWhatIsDueEqualsJudgingEverything) {
  std::size_t found = 0, conflicts = 0, unjudged = 0, left_alone = 0;
  for (const std::size_t only_citing : {0U, 3U, 3U}) {
    only_citing_ = only_citing;
    most_choices_ = only_citing == 0 ? 9 : 2;
    const TempFolder folder;
    store::Store store(folder / "codau.db");
    std::vector<Records> all = plans(14);
    for (int step = 0; step < 40; ++step) {
      for (std::size_t n = 1 + below(3); n > 0; --n) {
        const std::size_t which = below(all.size());
        const std::string id = id_of(all[which]);
        if (below(4) == 0) {
          store.remove_documents(std::vector{id}, below(2) == 0 ? "gone" : "secret");
        } else {
          if (below(4) == 0) {  // read in another way: the same source says something else
            Records other = plan();
            const record::Value its_id = id_of(other);
            for (const record::Table& table : record::schema()) {
              for (record::Row& row : other[table.id])
                std::ranges::replace(row, its_id, record::Value(id));
            }
            all[which] = std::move(other);
          }
          // By a run, or by a person, who may set a number.
          if (store.has_document(id) && below(2) == 0) {
            store.add_edits(id, {}, all[which]);
          } else {
            store.save_records(id, all[which]);
          }
        }
      }
      const store::XrefWork work = prepare_xref_work(store, own_lexicon());
      write_cross_references(store, folder.path(), own_lexicon());
      EXPECT_TRUE(prepare_xref_work(store, own_lexicon()).changed.empty());
      std::vector<record::XrefFacts> everything;
      for (const std::string& id : store.documents()) everything.push_back(facts_of(store, id));
      for (const auto& [id, findings] : record::resolve_xrefs(own_lexicon(), everything)) {
        const Records written = sorted_head(store, id);
        ASSERT_EQ(written,
                  record::apply_xref(own_lexicon(), record::remove_xref(own_lexicon(), written),
                                     findings))
            << "step " << step;
        found += !(findings == record::XrefFindings());
        conflicts += findings.is_conflict;
      }
      unjudged += everything.size() - work.changed.size();
      left_alone += everything.size() - work.needed.size();
    }
  }
  EXPECT_GT(found, 100U);
  EXPECT_GT(std::min({conflicts, unjudged, left_alone}), 10U)
      << found << ' ' << conflicts << ' ' << unjudged << ' ' << left_alone;
}

// store/store.h: one more that cites what stands firm brings none of the others that do.
TEST_F(XrefLaws, WhoCitesWhatStandsFirmIsLeftAlone) {
  const TempFolder folder;
  store::Store store(folder / "codau.db");
  const auto put = [&](const std::string& number, const std::string& date,
                       const std::string& cites) {
    Records records =
        records_of("ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN\nSố: " + number + "/KH-UBND\nHưng Yên, ngày " +
                   date + "\n\nKẾ HOẠCH\nCải cách hành chính năm 2023\n\n" + cites +
                   "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Ước\n");
    store.save_records(id_of(records), records);
    return id_of(records);
  };
  const auto put_citing = [&](int number, const std::string& day) {
    return put(
        std::to_string(100 + number), "20 tháng 02 năm 2023",
        "Thực hiện Kế hoạch số 07/KH-UBND ngày " + day + "/01/2023 của UBND tỉnh Hưng Yên;\n\n");
  };
  const auto all_but = [&](const std::vector<std::string>& some) {
    return store.documents().size() - some.size();
  };
  const auto is_in_conflict = [&](const std::string& id) {
    return has_flag(store.head_of(id), record::kConflictFlag);
  };
  const std::string cited = put("07", "12 tháng 01 năm 2023", "");
  for (int n = 0; n < 20; ++n) put_citing(n, "12");
  write_cross_references(store, folder.path(), own_lexicon());
  EXPECT_FALSE(is_in_conflict(cited));

  const std::string against = put_citing(20, "14");
  EXPECT_EQ(all_but(prepare_xref_work(store, own_lexicon()).needed), 20U);
  write_cross_references(store, folder.path(), own_lexicon());
  EXPECT_TRUE(is_in_conflict(cited));
  EXPECT_TRUE(is_in_conflict(against));

  put_citing(21, "12");  // and who contradicts is asked, that it stays so
  EXPECT_EQ(all_but(prepare_xref_work(store, own_lexicon()).changed), 21U);
  EXPECT_EQ(all_but(prepare_xref_work(store, own_lexicon()).needed), 20U);
  write_cross_references(store, folder.path(), own_lexicon());
  EXPECT_TRUE(is_in_conflict(cited));

  store.remove_documents(std::vector{against}, "gone");
  EXPECT_EQ(prepare_xref_work(store, own_lexicon()).changed, std::vector{cited});
  write_cross_references(store, folder.path(), own_lexicon());
  EXPECT_FALSE(is_in_conflict(cited));

  put("07", "12 tháng 01 năm 2023", "I. MỤC TIÊU\n\n");  // the same paper once more
  EXPECT_EQ(all_but(prepare_xref_work(store, own_lexicon()).changed), 0U);
}

/// codau's own lexicon, and what somebody gives a run besides.
text::Lexicon with_more(const std::filesystem::path& folder) {
  io::write_atomically(folder / "more.tsv", "QLRB\tabbreviation\t\t\t\tstands=Ủy ban nhân dân\n");
  const std::vector<std::filesystem::path> folders{CODAU_ROOT "/data/lexicon", folder};
  return text::Lexicon(folders);
}

class XrefOfTwoLexicons : public XrefLaws {
 protected:
  static Records paper(const std::string& number, const std::string& about,
                       const std::string& cites) {
    return records_of("ỦY BAN NHÂN DÂN\nHUYỆN ÂN THI\nSố: " + number +
                      "/KH-UBND\nHưng Yên, ngày 12 tháng 01 năm 2023\n\nKẾ HOẠCH\n" + about +
                      "\n\n" + cites + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Ước\n");
  }
  static std::string citing(const std::string& number) {
    return "Thực hiện Kế hoạch số " + number +
           "/KH-UBND ngày 12/01/2023 của UBND huyện Ân Thi;\n\n";
  }
  /// Cites the organ by a name that one lexicon knows.
  static void name_otherwise(Records& records, std::size_t row) {
    NamedCells(record::table("doc_refs"), records[record::TableId::kDocRefs][row])
        .set("organ_raw", "QLRB huyện Ân Thi");
  }
  std::string save(Records records, const std::string& doc_id = {}) {
    const std::string id = doc_id.empty() ? id_of(records) : doc_id;
    const record::Value its_id = id_of(records);
    for (const record::Table& table : record::schema()) {
      for (record::Row& row : records[table.id])
        std::ranges::replace(row, its_id, record::Value(id));
    }
    store_.save_records(id, records);
    return id;
  }
  void tell(const text::Lexicon& lexicon, XrefKeyScope keys) {
    write_cross_references(store_, folder_.path(), lexicon, keys);
  }
  std::vector<std::string> targets(const std::string& id) {
    std::vector<std::string> out;
    const Records records = store_.records_of(id);
    for (const record::Row& row : records[record::TableId::kDocRefs])
      out.push_back(text_of(record::table("doc_refs"), row, "target_doc_id"));
    std::ranges::sort(out);
    return out;
  }

  TempFolder folder_, more_;
  text::Lexicon lexicon_ = with_more(more_.path());
  store::Store store_{folder_ / "codau.db"};
};

using Ids = std::vector<std::string>;

// pipeline/edits/cross_references.h: a run with a lexicon of its own (--lexicon DIR) finds what
// `correct` and `merge`, which do not know it, have not.
TEST_F(XrefOfTwoLexicons, WhatWasPutWithoutTheLexiconOfARunIsFoundByTheNextRun) {
  const std::string cited = save(paper("07", "Cải cách hành chính", ""));
  Records records = paper("08", "Chuyển đổi số", citing("07"));
  name_otherwise(records, 0);
  const std::string citing = save(records);
  tell(lexicon_, XrefKeyScope::kAllDocuments);
  ASSERT_EQ(targets(citing), Ids{cited});
  NamedCells(record::table("documents"), records[record::TableId::kDocuments].front())
      .set("subject", "Chuyển đổi số năm 2023");
  save(records, citing);
  tell(own_lexicon(), XrefKeyScope::kNewDocuments);
  tell(lexicon_, XrefKeyScope::kAllDocuments);
  EXPECT_EQ(targets(citing), Ids{cited});
  EXPECT_TRUE(prepare_xref_work(store_, lexicon_, XrefKeyScope::kAllDocuments).changed.empty());
}

// The same of a document that had its keys by the lexicon of the run, and was told by another one.
TEST_F(XrefOfTwoLexicons, WhatWasToldWithoutTheLexiconOfARunIsToldAnewByTheNextRun) {
  const std::string cited = save(paper("07", "Cải cách hành chính", ""));
  const std::string other = save(paper("09", "Phòng chống lụt bão", ""));
  Records records = paper("08", "Chuyển đổi số", citing("07") + citing("09"));
  ASSERT_EQ(records[record::TableId::kDocRefs].size(), 2U);
  name_otherwise(records, 0);
  const std::string citing = save(records);
  tell(lexicon_, XrefKeyScope::kAllDocuments);
  Ids both{cited, other};
  std::ranges::sort(both);
  ASSERT_EQ(targets(citing), both);
  save(paper("19", "Phòng chống lụt bão", ""), other);
  tell(own_lexicon(), XrefKeyScope::kNewDocuments);
  tell(lexicon_, XrefKeyScope::kAllDocuments);
  EXPECT_EQ(targets(citing), (Ids{"", cited}));
}

// Rows that another lexicon leaves as they are have other keys by it.
TEST_F(XrefOfTwoLexicons, AnotherLexiconFindsWhatTheOneBeforeDidNot) {
  const std::string cited = save(paper("07", "Cải cách hành chính", ""));
  Records records = paper("08", "Chuyển đổi số", citing("07"));
  name_otherwise(records, 0);
  const std::string citing = save(records);
  tell(own_lexicon(), XrefKeyScope::kAllDocuments);
  ASSERT_EQ(targets(citing), Ids{""});
  tell(lexicon_, XrefKeyScope::kAllDocuments);
  EXPECT_EQ(targets(citing), Ids{cited});
  tell(own_lexicon(), XrefKeyScope::kAllDocuments);
  EXPECT_EQ(targets(citing), Ids{""});
}

/// What documents say of each other, as a store keeps it.
std::string book_of(const std::filesystem::path& file) {
  return testing::ask(
      file,
      "SELECT group_concat(one,char(10)) FROM (SELECT doc_id||' '||facts||' '||found||' "
      "'||has_keys "
      "AS one FROM xref_facts UNION ALL SELECT doc_id||' '||key||' '||is_own FROM xref_keys UNION "
      "ALL SELECT key||' '||is_own FROM xref_due UNION ALL SELECT name||' '||value FROM state "
      "WHERE "
      "name LIKE 'xref%' ORDER BY 1)");
}

// store/store.h: a store whose citations are booked anew is one that was filled anew.
TEST_F(XrefLaws, BookedAnewTheBookIsThatOfAFreshStore) {
  for (const char* const older : {"UPDATE state SET value = '0' WHERE name = 'xref'",
                                  "DROP TABLE xref_facts; DELETE FROM state WHERE name = 'xref'"}) {
    const TempFolder folder;
    const std::filesystem::path file = folder / "codau.db";
    {
      store::Store store(file);
      std::vector<Records> all = plans(8);
      for (Records& one : all) store.save_records(id_of(one), one);
      write_cross_references(store, folder.path(), own_lexicon(), XrefKeyScope::kAllDocuments);
      store.finish();
    }
    const std::string fresh = book_of(file);
    testing::Sql(file).ask(older);
    {
      store::Store store(file);
      write_cross_references(store, folder.path(), own_lexicon(), XrefKeyScope::kAllDocuments);
      store.finish();
    }
    EXPECT_EQ(book_of(file), fresh) << older;
  }
}

}  // namespace
}  // namespace codau::pipeline
