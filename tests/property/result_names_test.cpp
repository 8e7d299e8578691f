// Laws of the names of results. A failure prints the seed; CODAU_SEED=<n> replays it.
#include "store/results/result_names.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <span>

#include "../support/temp_folder.h"
#include "generator.h"
#include "record/schema/ids.h"
#include "store/results/result_files.h"
#include "store/store.h"
#include "text/unicode.h"

namespace codau::store {
namespace {

namespace fs = std::filesystem;
using testing::Generator;
using testing::kRounds;
using testing::TempFolder;

class ResultNameLaws : public testing::Seeded {
 protected:
  Generator made_{testing::seed()};

  /// What offices call their files, and what systems do not like.
  std::string part() {
    static const std::vector<std::string> kParts{
        "quét",        "Quét",     "QUÉT",     "que\u0301t",
        "2155-kh-syt", "CON",      "nul.2024", "Com1",
        "a ~12ab",     "x.",       "x ",       "Kế hoạch (2)",
        "a<b>:c",      "tệp\nhai", "x.pdf",    "y.TXT",
        "..",          ".",        ".ẩn",      "\xFFhỏng\xC3",
        "LPT¹",        "K",        "k",        "tab\t",
        "~$a",         "?",        "a|b*\"",   "thư mục 1.2.3",
        "đ",           "Đ"};
    std::string out = made_.one_of(std::span<const std::string>(kParts));
    if (made_.chance(5)) {
      for (int i = 0; i < 60; ++i) out += made_.word();
    }
    return out;
  }
  std::string path() {
    static const std::vector<std::string> kEndings{".pdf", ".tif", ".JPG", ".jpeg",
                                                   ".txt", "",     ".2024"};
    std::string out;
    for (std::size_t folders = made_.below(4); folders > 0; --folders) out += part() + '/';
    return out + part() + made_.one_of(std::span<const std::string>(kEndings));
  }
  std::string doc_id() {  // many begin alike
    std::string out = made_.chance(50) ? "12ab" : "";
    while (out.size() < 16) out += "0123456789abcdef"[made_.below(16)];
    return out;
  }
};

HasRival rivals_of(std::span<const NamedDocument> group, const std::string& doc_id) {
  return [group, doc_id](std::string_view prefix) {
    return std::ranges::any_of(group, [&](const NamedDocument& one) {
      return one.doc_id != doc_id && one.doc_id.starts_with(prefix);
    });
  };
}

std::vector<std::string> parts_of(const std::string& stem) {
  std::vector<std::string> out;
  for (const fs::path& part : fs::path(stem)) out.push_back(part.string());
  return out;
}

std::size_t units_of(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

bool is_device(std::string part) {
  part = text::to_lower(part.substr(0, part.find('.')));
  return std::set<std::string>{"con", "prn", "aux", "nul", "com1", "lpt¹"}.contains(part);
}

TEST_F(ResultNameLaws, StemsAreSafeOnWindows) {  // store/results/result_names.h
  for (int round = 0; round < 10 * kRounds; ++round) {
    const std::string of = path();
    for (const std::string& stem : {make_scan_stem(of), make_folder_stem(of)}) {
      ASSERT_TRUE(text::is_utf8(stem)) << of;
      ASSERT_EQ(text::to_nfc(stem), stem) << of;
      ASSERT_LE(units_of(stem), 180U) << of;
      const std::vector<std::string> parts = parts_of(stem);
      for (const std::string& part : parts) {
        ASSERT_FALSE(part.empty() || part.front() == '.') << stem;
        ASSERT_TRUE(part.back() != '.' && part.back() != ' ') << stem;
        ASSERT_EQ(part.find_first_of("<>:\"\\|?*\n\t"), part.npos) << stem;
        ASSERT_FALSE(is_device(part)) << stem;
        ASSERT_LE(part.size(), 180U + 1) << stem;
        const std::string folded = fold_stem(part);
        const bool is_folder = &part != &parts.back();
        ASSERT_FALSE(is_folder && (folded.ends_with(".pdf") || folded.ends_with(".txt"))) << stem;
      }
    }
  }
}

TEST_F(ResultNameLaws, FormsOfUnicodeHaveOneStem) {  // store/results/result_names.h
  EXPECT_EQ(make_scan_stem("quét/kế hoạch.pdf"),
            make_scan_stem("que\u0301t/kê\u0301 hoa\u0323ch.pdf"));
  for (int round = 0; round < kRounds; ++round) {
    const std::string stem = make_scan_stem(path());
    const std::string key = fold_stem(stem);
    EXPECT_EQ(fold_stem(key), key);
    EXPECT_EQ(fold_stem(text::to_upper(stem)), key) << stem;
    EXPECT_EQ(fold_stem(text::to_lower(stem)), key) << stem;
  }
}

std::string name_of(std::string_view path) {
  return make_result_name({"0123456789abcdef", make_scan_stem(path)}, rivals_of({}, ""));
}

TEST(ResultNames, AreThoseOfTheScans) {
  EXPECT_EQ(name_of("quet/2155-kh-syt.pdf"), "quet/2155-kh-syt");
  EXPECT_EQ(name_of("quet/2155-kh-syt.PDF"), "quet/2155-kh-syt");
  EXPECT_EQ(name_of("Kế hoạch 12.2024"), "Kế hoạch 12.2024");
  EXPECT_EQ(name_of("CON.pdf"), "CON_");
  EXPECT_EQ(name_of("nul.2024.tif"), "nul_.2024");
  EXPECT_EQ(name_of("a: b?.pdf"), "a_ b_");
  EXPECT_EQ(name_of("x. .pdf"), "x");
  EXPECT_EQ(name_of("../x.pdf"), "_/x");
  EXPECT_EQ(name_of("1.pdf/2.tif"), "1.pdf_/2");
  EXPECT_EQ(name_of("x ~12ab.pdf"), "x ~12ab ~0123");
  EXPECT_EQ(make_folder_stem("hồ sơ 1.2"), "hồ sơ 1.2");
  EXPECT_EQ(make_further_stem("quet/x", 2), "quet/x (2)");
  const std::vector<NamedDocument> both{{"aaaa000000000000", "x"}, {"bbbb000000000000", "X"}};
  EXPECT_EQ(make_result_name(both[0], rivals_of(both, both[0].doc_id)), "x ~aaaa");
  EXPECT_EQ(make_result_name(both[1], rivals_of(both, both[1].doc_id)), "X ~bbbb");
}

TEST_F(ResultNameLaws, NamesDifferWhateverTheOrder) {  // store/results/result_names.h
  for (int round = 0; round < kRounds; ++round) {
    std::map<std::string, std::vector<NamedDocument>> groups;
    std::set<std::string> ids;
    for (int i = 0; i < 40; ++i) {
      const NamedDocument one{doc_id(), make_scan_stem(path())};
      if (ids.insert(one.doc_id).second) groups[fold_stem(one.stem)].push_back(one);
    }
    std::set<std::string> folded;
    for (auto& [key, group] : groups) {
      std::map<std::string, std::string> names;
      for (const NamedDocument& one : group)
        names[one.doc_id] = make_result_name(one, rivals_of(group, one.doc_id));
      std::ranges::reverse(group);
      for (const NamedDocument& one : group) {
        EXPECT_EQ(make_result_name(one, rivals_of(group, one.doc_id)), names[one.doc_id]);
        EXPECT_TRUE(folded.insert(fold_stem(names[one.doc_id])).second) << names[one.doc_id];
        EXPECT_FALSE(group.size() > 1 && names[one.doc_id] == one.stem);
      }
    }
  }
}

/// The documents with the content of their texts, as a folder has them.
std::map<std::string, std::string> texts_in(const fs::path& out) {
  std::map<std::string, std::string> texts;
  if (!fs::exists(out / "text")) return texts;
  for (const auto& entry : fs::recursive_directory_iterator(out / "text")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    texts[entry.path().lexically_relative(out / "text").string()] = {
        std::istreambuf_iterator<char>(in), {}};
  }
  return texts;
}

TEST_F(ResultNameLaws,
       FilesAreWhereTheirNamesAreWhateverTheHistory) {  // store/results/result_files.h
  const TempFolder folder;
  Store store(folder / "codau.db");
  fs::create_directories(folder / "text");
  std::ofstream(folder / "text" / "foreign.txt") << "foreign";
  std::map<std::string, std::string> stems;  // by doc_id, which is the text, too
  std::vector<std::string> paths{"a.pdf", "a.tif", "A.jpg", "b/a.pdf", "b.txt", "foreign.pdf"};
  for (int round = 0; round < kRounds; ++round) {
    std::vector<NamedDocument> news;
    for (std::size_t i = made_.below(4); i > 0; --i) {  // new ones and moved ones
      std::string id = doc_id();
      if (!stems.empty() && made_.chance(50))
        id =
            std::next(stems.begin(), static_cast<std::ptrdiff_t>(made_.below(stems.size())))->first;
      news.push_back({id, make_scan_stem(made_.one_of(std::span<const std::string>(paths)))});
    }
    store.claim_results(news);
    for (const NamedDocument& one : news) {
      if (!stems.contains(one.doc_id)) {
        const fs::path text = store.results().paths(one.doc_id).text;
        ASSERT_FALSE(fs::exists(text)) << text;
        fs::create_directories(text.parent_path());
        std::ofstream(text) << one.doc_id;
        store.save_fingerprint(one.doc_id, "f");
      }
      stems[one.doc_id] = one.stem;
    }
    if (made_.chance(30) && !stems.empty()) {
      const std::string gone = stems.begin()->first;
      remove_result_files(folder.path(), store.results().name(gone));
      store.remove_documents(std::vector{gone}, "gone");
      stems.erase(gone);
    }
    store.settle_results();
    std::map<std::string, std::string> expected{{"foreign.txt", "foreign"}};
    std::vector<NamedDocument> all;
    for (const auto& [id, stem] : stems) all.push_back({id, stem});
    for (const NamedDocument& one : all) {
      std::vector<NamedDocument> rivals;
      for (const NamedDocument& other : all)
        if (fold_stem(other.stem) == fold_stem(one.stem)) rivals.push_back(other);
      const std::string name =
          make_result_name(one, rivals_of(rivals, one.doc_id),
                           [](const std::string& name_there) { return name_there == "foreign"; });
      EXPECT_EQ(store.results().name(one.doc_id), name);
      expected[name + ".txt"] = one.doc_id;
    }
    ASSERT_EQ(texts_in(folder.path()), expected);
  }
}

TEST_F(ResultNameLaws, AKillAtAnyMomentLosesNoFile) {  // store/results/result_files.h
  const TempFolder folder;
  std::vector<std::string> ids;
  std::vector<std::string> stems;
  {
    Store store(folder / "codau.db");
    for (std::size_t i = 0; i < 12; ++i) {
      ids.push_back(record::doc_id(record::sha256(std::to_string(i))));
      stems.push_back("f" + std::to_string(i % 3) + "/" + std::to_string(i));
      store.claim_results(std::vector<NamedDocument>{{ids.back(), stems.back()}});
      const fs::path text = store.results().paths(ids.back()).text;
      fs::create_directories(text.parent_path());
      std::ofstream(text) << ids.back();
      store.save_fingerprint(ids.back(), "f");
    }
    stems.emplace_back("f0/0");  // one that is there twice now and then
    store.finish();
  }
  for (int round = 0; round < 40; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      Store store(folder / "codau.db");
      while (true) {
        std::ranges::shuffle(stems, random_);
        std::vector<NamedDocument> all;
        for (std::size_t i = 0; i < ids.size(); ++i) all.push_back({ids[i], stems[i]});
        store.claim_results(all);
        store.settle_results();
      }
    }
    ::usleep(static_cast<useconds_t>(5'000 + made_.below(60'000)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    random_.discard(1000);
    Store store(folder / "codau.db");
    store.settle_results();
    std::map<std::string, std::string> expected;
    for (const std::string& id : ids) expected[store.results().name(id) + ".txt"] = id;
    ASSERT_EQ(texts_in(folder.path()), expected);
  }
}

}  // namespace
}  // namespace codau::store
