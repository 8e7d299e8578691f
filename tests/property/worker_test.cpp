// Laws of worker/channel.h and worker/protocol.h.
#include <sys/socket.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "../support/made_records.h"
#include "generator.h"
#include "record/row_json.h"
#include "text/json_text.h"
#include "text/printable.h"
#include "text/unicode.h"
#include "worker/channel.h"
#include "worker/making.h"
#include "worker/protocol.h"

namespace codau::worker {
namespace {

using testing::kRounds;
using testing::Laws;

// worker/channel.h: what send_frame sent is what receive_frame gives, in order.
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

// worker/protocol.h: request_of(to_frame(r)) is r; answers and pieces come back as they were.
TEST_F(Laws, MessagesComeBackAsTheyWere) {
  for (int i = 0; i < kRounds; ++i) {
    exports::PdfPage page{1, 100, 200, 300, 0, {}};
    for (std::size_t lines = generate.below(4); lines > 0; --lines) {
      auto& line = page.lines.emplace_back();
      for (std::size_t words = generate.below(5); words > 0; --words) {
        line.push_back({generate.word(), {-1, 2, 3, static_cast<std::int32_t>(words)}});
      }
    }
    const auto number = static_cast<std::uint32_t>(generate.below(20'000)) + 1;
    record::SourceInfo source{generate.word(), generate.word(), number, "pdf", "", {}, "0.1"};
    source.names.push_back({generate.word(), generate.line()});
    for (const Request& request : std::vector<Request>{
             Load{generate.chance(2), generate.word(), generate.word()},
             Fork{std::uint64_t{number} << 40U, number}, AskVersions{}, AskProbe{},
             AskPage{number, generate.chance(2), generate.chance(2)}, AddPage{generate.bytes()},
             MakeDocument{source, number, generate.chance(2), generate.chance(2), true, false},
             AddPdfPage{page}, WritePdf{}}) {
      const std::string frame = to_frame(request);
      const Request back = request_of(frame);
      ASSERT_EQ(back.index(), request.index());
      ASSERT_EQ(to_frame(back), frame);
    }
    const Probe probe{image::Format::kTiff, number};
    ASSERT_EQ(probe_from_json(to_json(probe)), probe);
    const Versions versions{generate.word(), generate.word(), generate.word()};
    ASSERT_EQ(versions_from_json(to_json(versions)), versions);
    const Piece piece{generate.chance(2) ? Stream::kRows : Stream::kPrinted, generate.bytes()};
    ASSERT_EQ(piece_of(to_frame(piece.stream, piece.bytes), Ask::kDocument), piece);
    const Error error(Cause::kDamaged, generate.word());
    const auto back = error_of(to_json(error), Ask::kPage);
    ASSERT_TRUE(back);
    ASSERT_EQ(back->cause(), error.cause());
    ASSERT_STREQ(back->what(), text::printable(error.what()).c_str());
  }
}

// worker/making.h: a line of printed lines gives them back.
TEST_F(Laws, PrintedLinesComeBack) {
  for (int i = 0; i < kRounds; ++i) {
    store::Printed printed{{}, static_cast<std::uint32_t>(generate.below(1000)), generate.line()};
    if (generate.chance(2)) printed.page = static_cast<std::uint32_t>(generate.below(1000));
    std::string line = printed_line(printed);
    ASSERT_EQ(line.back(), '\n');
    line.pop_back();
    const store::Printed back = printed_from(line).value();
    ASSERT_EQ(back.page, printed.page);
    ASSERT_EQ(back.first_line, printed.first_line);
    ASSERT_EQ(back.text, printed.text);
  }
}

// record/row_json.h: row_line's lines give the rows back, and so do their bytes.
TEST_F(Laws, RowsComeBackFromTheirLines) {
  testing::RecordMaker maker(7);
  for (int i = 0; i < 20; ++i) {
    const record::Records records = maker.make("0123456789abcdef");
    record::Records back;
    for (const record::Table& table : record::schema()) back[std::string(table.name)];
    for (const record::Table& table : record::schema()) {
      for (const record::Row& row : records.find(table.name)->second) {
        std::string line = record::row_line(table, row);
        line.pop_back();
        auto read = record::row_from_line(line);
        ASSERT_TRUE(read);
        ASSERT_EQ(record::unpacked(record::packed(row)), row);
        back[std::string(read->table->name)].push_back(std::move(read->row));
      }
    }
    ASSERT_EQ(back, records);
  }
}

// text/json_text.h, text/printable.h: nests_within and printable are total; printable's result is
// UTF-8 that steers nothing.
TEST_F(Laws, WordsOfOthersSteerNothing) {
  for (int i = 0; i < kRounds; ++i) {
    const std::string bytes = generate.bytes();
    const std::string shown = text::printable(bytes, 40);
    ASSERT_TRUE(text::is_utf8(shown));
    ASSERT_LE(shown.size(), 43U);
    ASSERT_EQ(text::printable(shown, 50), shown);
    for (const char c : shown) ASSERT_FALSE(c >= 0 && (c < ' ' || c == 127));
    (void)text::nests_within(bytes, generate.below(4));
  }
  EXPECT_TRUE(text::nests_within(R"([{"a":"[[[["}])", 1));
  EXPECT_FALSE(text::nests_within(R"([{"a":[]}])", 1));
}

}  // namespace
}  // namespace codau::worker
