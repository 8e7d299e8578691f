// Laws of worker/frame_channel.h and worker/protocol.h.
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "../support/made_records.h"
#include "../support/named_cells.h"
#include "core/changes.h"
#include "generator.h"
#include "io/compression.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "text/json_text.h"
#include "text/printable.h"
#include "text/unicode.h"
#include "worker/document_restoration.h"
#include "worker/frame_channel.h"
#include "worker/make_document.h"
#include "worker/protocol.h"
#include "worker/restoration_codec.h"
#include "worker/sub_document_start.h"

namespace codau::worker {
namespace {

using testing::NamedCells;
using testing::text_of;

using testing::kRounds;
using testing::Laws;

// worker/frame_channel.h: what send_frame sent is what receive_frame gives, in order.
TEST_F(Laws, FramesArriveAsTheyWereSent) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  const Descriptor here(ends[0]);
  const Descriptor there(ends[1]);
  std::vector<std::string> sent;
  for (int i = 0; i < kRounds; ++i) {
    sent.push_back(generate.bytes());
    if (generate.chance(5)) sent.back().resize(generate.below(3U << 20U), 'x');
  }
  std::jthread sender([&] {
    for (const std::string& frame : sent) ASSERT_TRUE(send_frame(here.get(), frame));
  });
  for (const std::string& frame : sent) {
    const auto got = receive_frame(there.get());
    ASSERT_TRUE(got);
    ASSERT_EQ(got->bytes, frame);
  }
}

// worker/protocol.h, worker/pieces.h: parse_request(to_frame(r)) is r; answers and pieces come back
// as they were.
TEST_F(Laws, MessagesComeBackAsTheyWere) {
  for (int i = 0; i < kRounds; ++i) {
    const auto number = static_cast<std::uint32_t>(generate.below(20'000)) + 1;
    record::SourceInfo source{generate.word(), generate.word(), number, "pdf", "", {},
                              "0.1",           generate.word()};
    source.names.push_back({generate.word(), generate.line(), 3, 9});
    for (const Request& request : std::vector<Request>{
             LoadEngines{generate.word(),
                         generate.word(),
                         generate.word(),
                         generate.chance(2),
                         {generate.word(), generate.word()}},
             ForkWorker{std::uint64_t{number} << 40U, number}, AskVersions{}, AskProbe{},
             AskPage{number, generate.chance(2), generate.chance(2)}, AddPage{generate.bytes()},
             AskPicture{number, {{-1, 2, 3, static_cast<std::int32_t>(number)}, 90, 1400, true}},
             MakeDocument{source,
                          number,
                          generate.chance(2),
                          generate.chance(2),
                          generate.chance(2),
                          generate.word(),
                          generate.word(),
                          {{{number, 7}, generate.line(), generate.line(), "a", "b"}}},
             AddRestored{generate.bytes()}, AddFile{}, CutPdf{{number, number + 1}},
             AskKind{number}, AssemblePdf{{{number, 1}, {0, number}}}}) {
      const std::string frame = to_frame(request);
      const Request back = parse_request(frame);
      ASSERT_EQ(back.index(), request.index());
      ASSERT_EQ(to_frame(back), frame);
    }
    const SourceProbe probe{image::SourceFormat::kTiff, number};
    ASSERT_EQ(probe_from_json(to_json(probe)), probe);
    const EngineVersions versions{generate.word(), generate.word(), generate.word()};
    ASSERT_EQ(versions_from_json(to_json(versions)), versions);
    const StreamPiece piece{generate.chance(2) ? Stream::kRows : Stream::kPrinted,
                            generate.bytes()};
    ASSERT_EQ(parse_piece(to_frame(piece.stream, piece.bytes), Ask::kDocument), piece);
    const Error error(Cause::kDamaged, generate.word());
    const auto back = parse_error(to_json(error), Ask::kPage);
    ASSERT_TRUE(back);
    ASSERT_EQ(back->cause(), error.cause());
    ASSERT_STREQ(back->what(), text::make_printable(error.what()).c_str());
  }
}

/// Some words of `text` made others, and doubted.
Restoration made_restoration(testing::Generator& generate, std::string_view text) {
  Restoration out;
  std::size_t done = 0;
  for (std::size_t at = generate.below(9); at < text.size(); at += 1 + generate.below(40)) {
    const auto size = std::min<std::size_t>(generate.below(6), text.size() - at);
    out.text += text.substr(done, at - done);
    Change change;
    change.before = text.substr(at, size);
    change.after = generate.word();
    change.in = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)};
    change.out = {static_cast<std::uint32_t>(out.text.size()),
                  static_cast<std::uint32_t>(out.text.size() + change.after.size())};
    change.rule = generate.chance(50) ? "stripped" : "nfc";
    change.source = "ocr_restore";
    change.confidence = static_cast<double>(generate.below(10'001)) / 10'001;
    out.text += change.after;
    if (generate.chance(30)) out.doubts.push_back({change.out, 0.5, generate.word(), false});
    if (generate.chance(10)) out.doubts.push_back({change.out, 0.1, "", true});
    out.changes.push_back(change);
    done = at + size;
    at = done;
  }
  out.text += text.substr(done);
  round_restoration(out);
  return out;
}

// worker/restoration_codec.h: what is kept comes back; of another text, or damaged, it gives
// nothing or what can be undone.
TEST_F(Laws, KeptRestorationsComeBack) {
  for (int i = 0; i < kRounds; ++i) {
    const std::string text = generate.text();
    const Restoration made = made_restoration(generate, text);
    const std::string kept = encode_restoration(made);
    const Restoration back = decode_restoration(kept, text).value();
    ASSERT_EQ(back.text, made.text);
    ASSERT_EQ(back.changes, made.changes);
    ASSERT_EQ(back.doubts, made.doubts);
    std::string damaged = kept;
    damaged[generate.below(damaged.size())] ^= static_cast<char>(1U << generate.below(8));
    const auto other = decode_restoration(damaged, text);
    if (other) {
      ASSERT_EQ(undo(other->changes, other->text), text);
    }
    ASSERT_EQ(
        decode_restoration(std::string_view(kept).substr(0, generate.below(kept.size())), text),
        std::nullopt);
  }
}

// The same where what was deflated is damaged.
TEST_F(Laws, KeptRestorationsAreTotal) {
  for (int i = 0; i < kRounds; ++i) {
    const std::string text = generate.text();
    const std::string kept = encode_restoration(made_restoration(generate, text));
    std::string raw = io::decompress(std::string_view(kept).substr(1), 1U << 24U).value();
    for (std::size_t n = generate.below(4); n > 0 && !raw.empty(); --n)
      raw[generate.below(raw.size())] = static_cast<char>(generate.below(256));
    if (generate.chance(20)) raw.resize(generate.below(raw.size() + 1));
    const auto back = decode_restoration(kept.substr(0, 1) + io::compress(raw), text);
    if (back) {
      ASSERT_EQ(undo(back->changes, back->text), text);
    }
  }
}

// And where it claims more of the text than can be: nothing is made of what is not there, which
// would take gigabytes of memory.
TEST_F(Laws, KeptRestorationsEndWhereTheyAreDamaged) {
  const std::string text(std::size_t{1} << 20U, 'a'), millions = "\xFF\xFF\xFF\x03",
                                                      nothing(1U << 24U, '\xFF');
  for (const std::string& before : {std::string(), std::string(1, '\0'), std::string(2, '\0')}) {
    std::string raw = before + millions + nothing;
    raw.resize(text.size() * 16);
    EXPECT_EQ(decode_restoration("1" + io::compress(raw), text), std::nullopt);
  }
}

TEST_F(Laws, PartsOfAFileComeBack) {  // worker/sub_document_start.h
  const auto number = [&] {
    const std::array<std::uint32_t, 4> kOdd{0, 1, 10, UINT32_MAX};
    return generate.chance(50) ? generate.one_of<std::uint32_t>(kOdd)
                               : static_cast<std::uint32_t>(generate.below(5000));
  };
  static constexpr std::string_view kLetters = "0123456789-<+ .x";
  for (int i = 0; i < 50 * kRounds; ++i) {
    SubDocumentStart part{number(), number(), {}};
    if (generate.chance(50)) part.promulgator = number();
    std::string text = to_text(part);
    ASSERT_EQ(parse_sub_document_start(text), part) << text;
    text.insert(generate.below(text.size() + 1), 1, kLetters[generate.below(kLetters.size())]);
    if (generate.chance(50)) text.erase(generate.below(text.size()), 1);
    const auto other = parse_sub_document_start(text);
    ASSERT_EQ(other ? to_text(*other) : text, text);
  }
  for (const char* const none : {"", "-", "1-", "-1", "+1-1", "01-1", "1-1-1", "1-1<", "1-1<-1",
                                 "0-4294967296", "1-1<4294967296", "1 -1", "1-1\n"})
    EXPECT_FALSE(parse_sub_document_start(none)) << none;
}

TEST_F(Laws, PartsOfATextHaveAllItsChanges) {  // worker/document_restoration.h
  for (int round = 0; round < kRounds; ++round) {
    RestorationResult text;
    std::string &found = text.document.before.text, &after = text.document.after.text;
    std::vector<std::uint32_t> borders = {0};
    for (std::size_t n = generate.below(12); n > 0; --n) {
      for (std::size_t word = generate.below(4); word > 0; --word) {
        const std::string before = generate.below(4) == 0 ? "" : "cay";
        const std::string now = generate.below(4) == 0 ? "" : "cây";
        if (before == now) continue;
        Change change;
        change.in = {static_cast<std::uint32_t>(found.size()),
                     static_cast<std::uint32_t>(found.size() + before.size())};
        change.out = {static_cast<std::uint32_t>(after.size()),
                      static_cast<std::uint32_t>(after.size() + now.size())};
        change.before = before;
        change.after = now;
        text.document.changes.push_back(change);
        found += before + " ";
        after += now + " ";
      }
      const char* const end = generate.below(3) == 0 ? "\n\f" : "\n";
      found += end;
      after += end;
      if (generate.below(3) == 0) borders.push_back(static_cast<std::uint32_t>(after.size()));
    }
    borders.push_back(static_cast<std::uint32_t>(after.size()));
    std::size_t changes = 0;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
      const DocumentText part = extract_document_text(text, {borders[i], borders[i + 1]});
      EXPECT_EQ(undo(part.changes, part.text), part.found);
      EXPECT_FALSE(part.text.ends_with('\f'));
      changes += part.changes.size();
    }
    EXPECT_EQ(changes, text.changes().size());
  }
}

// worker/make_document.h: a line of printed lines gives them back.
TEST_F(Laws, PrintedLinesComeBack) {
  for (int i = 0; i < kRounds; ++i) {
    store::PrintedPassage printed{
        {}, static_cast<std::uint32_t>(generate.below(1000)), generate.line()};
    if (generate.chance(2)) printed.page = static_cast<std::uint32_t>(generate.below(1000));
    std::string line = encode_printed_passage(printed);
    ASSERT_EQ(line.back(), '\n');
    line.pop_back();
    const store::PrintedPassage back = decode_printed_passage(line).value();
    ASSERT_EQ(back.page, printed.page);
    ASSERT_EQ(back.first_line, printed.first_line);
    ASSERT_EQ(back.text, printed.text);
  }
}

// record/schema/row_codec.h: records come back from their bytes.
TEST_F(Laws, RecordsComeBackFromTheirBytes) {
  testing::RecordMaker maker(7);
  for (int i = 0; i < 20; ++i) {
    const record::Records records = maker.make("0123456789abcdef");
    ASSERT_EQ(record::decode_records(record::encode_records(records)), records);
  }
}

// Bytes that were harmed are records, which come back, or none.
TEST_F(Laws, HarmedBytesAreRecordsOrNone) {
  testing::RecordMaker maker(11);
  const std::string bytes = record::encode_records(maker.make("0123456789abcdef"));
  for (int i = 0; i < 500; ++i) {
    std::string harmed = bytes;
    for (std::size_t harm = 1 + generate.below(3); harm > 0; --harm)
      harmed[generate.below(harmed.size())] = static_cast<char>(generate.below(256));
    if (generate.chance(4)) harmed.resize(generate.below(harmed.size()));
    const auto read = record::decode_records(harmed);
    if (!read) continue;
    for (const record::Table& table : record::schema()) {
      for (const record::Row& row : (*read)[table.id]) ASSERT_EQ(row.size(), table.columns.size());
    }
    ASSERT_TRUE(record::decode_records(record::encode_records(*read)));
  }
}

// What is not UTF-8 becomes U+FFFD on the way.
TEST_F(Laws, EncodedTextIsUtf8) {
  const record::Table& table = record::table("sections");
  record::Row row(table.columns.size());
  NamedCells cells(table, row);
  cells.set("heading", std::string("a\xFFz"));
  record::Records records;
  records[record::TableId::kSections] = {row};
  const auto read = record::decode_records(record::encode_records(records));
  ASSERT_TRUE(read);
  EXPECT_EQ(text_of(table, (*read)[record::TableId::kSections].front(), "heading"), "a\uFFFDz");
}

// text/json_text.h, text/printable.h: is_nested_within and printable are total; printable's result
// is UTF-8 that steers nothing.
TEST_F(Laws, WordsOfOthersSteerNothing) {
  for (int i = 0; i < kRounds; ++i) {
    const std::string bytes = generate.bytes();
    const std::string shown = text::make_printable(bytes, 40);
    ASSERT_TRUE(text::is_utf8(shown));
    ASSERT_LE(shown.size(), 43U);
    ASSERT_EQ(text::make_printable(shown, 50), shown);
    for (const char c : shown) ASSERT_FALSE(c >= 0 && (c < ' ' || c == 127));
    (void)text::is_nested_within(bytes, generate.below(4));
  }
  EXPECT_TRUE(text::is_nested_within(R"([{"a":"[[[["}])", 1));
  EXPECT_FALSE(text::is_nested_within(R"([{"a":[]}])", 1));
}

}  // namespace
}  // namespace codau::worker
