// worker/: messages over a socket pair, also when the other side misbehaves.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <utility>

#include "../support/named_cells.h"
#include "../support/temp_folder.h"
#include "core/enum_values.h"
#include "core/error.h"
#include "record/schema/codes.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "worker/descriptor.h"
#include "worker/frame_channel.h"
#include "worker/make_document.h"
#include "worker/placed_pages.h"
#include "worker/protocol.h"

namespace codau::worker {
namespace {

using testing::NamedCells;

using namespace std::chrono_literals;

struct Pair {
  Pair() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    here = Descriptor(ends[0]);
    there = Descriptor(ends[1]);
  }
  Descriptor here, there;
};

TEST(Channel, AFrameTakesItsFileAlong) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "scan", "pixels");
  Pair pair;
  ASSERT_TRUE(send_frame(pair.here.get(), "{}", open_to_read(folder / "scan").get()));
  const auto frame = receive_frame(pair.there.get());
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->bytes, "{}");
  std::array<char, 16> bytes{};
  EXPECT_EQ(::read(frame->fd.get(), bytes.data(), bytes.size()), 6);
}

TEST(Channel, NothingComesFromASideThatIsGone) {
  Pair pair;
  pair.there = Descriptor();
  EXPECT_FALSE(receive_frame(pair.here.get()));
  EXPECT_FALSE(send_frame(pair.here.get(), "{}"));
}

TEST(Channel, AFrameCutShortIsNone) {
  Pair pair;
  ASSERT_EQ(::write(pair.there.get(), "\x05\0\0\0{", 5), 5);
  pair.there = Descriptor();
  EXPECT_FALSE(receive_frame(pair.here.get()));
}

TEST(Channel, AFrameThatClaimsTooMuchIsNone) {
  Pair pair;
  ASSERT_EQ(::write(pair.there.get(), "\xFF\xFF\xFF\xFF{}", 6), 6);
  EXPECT_FALSE(receive_frame(pair.here.get()));
}

// A parent that was stopped between two pieces of a frame: who is patient gets it whole.
TEST(Channel, AFrameThatPausesIsWaitedForAsLongAsAsked) {
  for (const auto& [patience, comes] : {std::pair(0s, false), std::pair(60s, true)}) {
    Pair pair;
    ASSERT_EQ(::write(pair.there.get(), "\x02\0\0\0{", 5), 5);
    std::thread rest([&, there = pair.there.get()] {
      std::this_thread::sleep_for(50ms);
      ASSERT_EQ(::write(there, "}", 1), 1);
    });
    EXPECT_EQ(receive_frame(pair.here.get(), patience).has_value(), comes);
    rest.join();
  }
}

// A parent that was stopped within the call that sent or took the frame: no clock tells it.
TEST(Channel, AFrameThatIsThroughIsNeverTooLate) {
  Pair pair;
  EXPECT_TRUE(send_frame(pair.there.get(), "{}", -1, 0s));
  EXPECT_TRUE(receive_frame(pair.here.get(), 0s));
}

// The side that reads is never left with half a frame by one that is stopped in between.
TEST(Channel, AFrameIsSentAtOnce) {
  Pair pair;
  ASSERT_TRUE(send_frame(pair.there.get(), "{}"));
  std::array<char, 16> bytes{};
  EXPECT_EQ(::recv(pair.here.get(), bytes.data(), bytes.size(), MSG_DONTWAIT), 6);
}

TEST(Channel, ASideThatDoesNotReadIsGivenUp) {
  Pair pair;
  const timeval soon{0, 50'000};
  ::setsockopt(pair.here.get(), SOL_SOCKET, SO_SNDTIMEO, &soon, sizeof soon);
  EXPECT_FALSE(send_frame(pair.here.get(), std::string(8U << 20U, ' ')));
}

int open_descriptors() {
  const auto all = std::filesystem::directory_iterator("/proc/self/fd");
  return static_cast<int>(std::distance(begin(all), end(all)));
}

// Sends `frame` with two descriptors, where one or none is expected.
void send_with_two(int socket, std::string frame, int descriptor) {
  frame.insert(0, {static_cast<char>(frame.size()), 0, 0, 0});
  iovec part{frame.data(), frame.size()};
  const std::array<int, 2> two{descriptor, descriptor};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof two)> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* const head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof two);
  std::memcpy(CMSG_DATA(head), two.data(), sizeof two);
  ASSERT_GT(::sendmsg(socket, &message, 0), 0);
}

TEST(Channel, DescriptorsThatNobodyAskedForAreClosed) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "scan", "pixels");
  const Descriptor file = open_to_read(folder / "scan");
  Pair pair;
  const int before = open_descriptors();
  for (int i = 0; i < 50; ++i) {
    send_with_two(pair.there.get(), "{}", file.get());
    ASSERT_TRUE(receive_frame(pair.here.get()));
  }
  EXPECT_EQ(open_descriptors(), before);
  FrameReceiver inbox;
  for (int i = 0; i < 50; ++i) {
    send_with_two(pair.there.get(), "{}", file.get());
    ASSERT_EQ(inbox.receive(pair.here.get()), FrameReceiver::State::kFrame);
    EXPECT_EQ(inbox.take(), "{}");
  }
  EXPECT_EQ(open_descriptors(), before);
}

TEST(Channel, AnInboxNeverWaits) {
  Pair pair;
  FrameReceiver inbox;
  EXPECT_EQ(inbox.receive(pair.here.get()), FrameReceiver::State::kWaiting);
  ASSERT_EQ(::write(pair.there.get(), "\x03\0\0\0a", 5), 5);
  EXPECT_EQ(inbox.receive(pair.here.get()), FrameReceiver::State::kWaiting);
  ASSERT_EQ(::write(pair.there.get(), "bc\x01\0\0\0d", 7), 7);
  ASSERT_EQ(inbox.receive(pair.here.get()), FrameReceiver::State::kFrame);
  EXPECT_EQ(inbox.take(), "abc");
  ASSERT_EQ(inbox.receive(pair.here.get()), FrameReceiver::State::kFrame);
  EXPECT_EQ(inbox.take(), "d");
  ASSERT_EQ(::write(pair.there.get(), "\xFF\xFF\xFF\xFF", 4), 4);
  EXPECT_EQ(inbox.receive(pair.here.get()), FrameReceiver::State::kBroken);
}

TEST(Channel, AnInboxHasAFrameWhoseLastByteComesBeforeItStopsForOthers) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data()), 0);  // a packet a call
  const Descriptor here(ends[0]), there(ends[1]);
  for (std::size_t length = 60; length <= 63; ++length) {
    const std::string head{static_cast<char>(length), '\0', '\0', '\0'};
    ASSERT_EQ(::write(there.get(), head.data(), head.size()), 4);
    for (std::size_t i = 0; i < length; ++i) ASSERT_EQ(::write(there.get(), "a", 1), 1);
    FrameReceiver inbox;
    ASSERT_EQ(inbox.receive(here.get()), FrameReceiver::State::kFrame) << length;
    EXPECT_EQ(inbox.take(), std::string(length, 'a'));
  }
}

TEST(Channel, AnInboxTellsOfASideThatIsGone) {
  Pair pair;
  pair.there = Descriptor();
  FrameReceiver inbox;
  EXPECT_EQ(inbox.receive(pair.here.get()), FrameReceiver::State::kBroken);
}

TEST(Protocol, AnErrorKeepsCodeCauseAndMessage) {
  const auto error =
      parse_error(to_json(Error(Cause::kEncrypted, "scan: a password")), Ask::kProbe);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ErrorCode::kInput);
  EXPECT_EQ(error->cause(), Cause::kEncrypted);
  EXPECT_STREQ(error->what(), "scan: a password");
}

TEST(Protocol, AWorkerEndsNothingButItsOwnWork) {
  for (const ErrorCode code : {ErrorCode::kUsage, ErrorCode::kOutput, ErrorCode::kModel,
                               ErrorCode::kTarget, ErrorCode::kInterrupted}) {
    for (const Ask ask : {Ask::kVersions, Ask::kProbe, Ask::kPage, Ask::kKind, Ask::kPicture,
                          Ask::kDocument, Ask::kCut}) {
      EXPECT_EQ(parse_error(to_json(Error(code, Message("hỏng", "x"))), ask)->code(),
                ErrorCode::kInternal);
    }
  }
  const auto model =
      parse_error(to_json(Error(ErrorCode::kModel, Message("hỏng", "x"))), Ask::kLoad);
  EXPECT_EQ(model->code(), ErrorCode::kModel);
  EXPECT_EQ(model->message().vi, "hỏng");
  for (const Cause cause : {Cause::kNone, Cause::kCrashed, Cause::kTimeout, Cause::kChanged}) {
    EXPECT_EQ(parse_error(to_json(Error(cause, "x")), Ask::kPage)->code(), ErrorCode::kInternal);
  }
  EXPECT_EQ(parse_error(to_json(Error(Cause::kSecret, "x")), Ask::kPage)->code(),
            ErrorCode::kInternal);
  EXPECT_EQ(parse_error(to_json(Error(Cause::kSecret, "x")), Ask::kDocument)->cause(),
            Cause::kSecret);
}

TEST(Protocol, WhatAnErrorSaysSteersNoTerminal) {
  const auto error =
      parse_error(to_json(Error(Cause::kDamaged, "a\x1b[2Jb\u009bc\u202Ed\n")), Ask::kPage);
  ASSERT_TRUE(error);
  EXPECT_STREQ(error->what(), "a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFD");
}

TEST(Protocol, NestingEndsNobody) {
  constexpr std::size_t kDeep = 100'000;
  const std::string deep = std::string(kDeep, '[') + std::string(kDeep, ']');
  const auto error = parse_error(R"({"error":)" + deep + "}", Ask::kPage);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ErrorCode::kInternal);
  EXPECT_THROW((void)probe_from_json(R"({"format":)" + deep + "}"), Error);
  EXPECT_THROW((void)versions_from_json(R"({"engine":)" + deep + "}"), Error);
  EXPECT_FALSE(decode_printed_passage(deep));
}

TEST(Protocol, ARowOfAMillionValuesIsNone) {
  const record::Table& table = record::table("tasks");
  const auto decoded = [&](record::Row row) {
    record::Records records;
    records[record::TableId::kTasks] = {std::move(row)};
    return record::decode_records(record::encode_records(records)).has_value();
  };
  EXPECT_TRUE(decoded(record::Row(table.columns.size())));
  EXPECT_FALSE(decoded(record::Row(1'000'000)));
  record::Row row(table.columns.size());
  NamedCells cells(table, row);
  cells.set("review_reasons", std::vector<std::string>(1000, "A"));
  EXPECT_TRUE(decoded(row));
  cells.set("review_reasons", std::vector<std::string>(1'000'000, "A"));
  EXPECT_FALSE(decoded(row));
}

TEST(Protocol, AProbeHasAKnownFormatAndABoundedNumberOfPages) {
  EXPECT_EQ(probe_from_json(R"({"format":"pdf","pages":20000})").pages, 20'000U);
  for (const char* text :
       {R"({"format":"txt","pages":1})", R"({"format":"pdf","pages":0})",
        R"({"format":"pdf","pages":20001})", R"({"format":"pdf","pages":4294967295})",
        R"({"format":"pdf","pages":-1})", R"({"format":"pdf","pages":1e9})",
        R"({"format":"pdf","pages":18446744073709551615})", R"({"format":["pdf"],"pages":1})"}) {
    EXPECT_THROW((void)probe_from_json(text), Error) << text;
  }
}

TEST(Protocol, FormatsAreCodesOfTheTables) {
  for (const image::SourceFormat format : enum_values<image::SourceFormat>()) {
    const bool is_code = record::codes::kSourceFormat.find(to_string(format)) != nullptr;
    EXPECT_EQ(is_code, format != image::SourceFormat::kUnknown) << to_string(format);
  }
}

TEST(Protocol, APageIsNoError) {
  EXPECT_FALSE(parse_error(R"({"number":1,"text":"{\"error\":"})", Ask::kPage));
}

TEST(Protocol, APieceIsOfAStreamThatWasAskedFor) {
  const std::string frame = to_frame(Stream::kOverlay, "\x89PNG {\"error\":");
  EXPECT_EQ(parse_piece(frame, Ask::kPage), (StreamPiece{Stream::kOverlay, "\x89PNG {\"error\":"}));
  EXPECT_FALSE(parse_piece(frame, Ask::kProbe));
  EXPECT_FALSE(parse_error(frame, Ask::kPage));
  EXPECT_FALSE(parse_piece(to_frame(Stream::kPdf, "%PDF"), Ask::kPage));
  EXPECT_FALSE(parse_piece(to_json(SourceProbe{image::SourceFormat::kPdf, 3}), Ask::kProbe));
  const std::string picture = to_frame(Stream::kPicture, "\xFF\xD8\xFF");
  EXPECT_EQ(parse_piece(picture, Ask::kPicture), (StreamPiece{Stream::kPicture, "\xFF\xD8\xFF"}));
  EXPECT_FALSE(parse_piece(picture, Ask::kPage));
  EXPECT_FALSE(parse_piece("", Ask::kPage));
}

TEST(Making, WordsOfAPdfComeOnlyIfOneIsWanted) {
  OcrPage page;
  page.number = 1;
  page.width = page.height = 1000;
  page.text = "Kế hoạch\n";
  page.words = {{{0, 4}, {1, 2, 30, 40}, 1.0}, {{5, 12}, {40, 2, 70, 40}, 1.0}};
  page.lines = {{{0, 2}, {1, 2, 70, 40}}};
  page.blocks.push_back({Role::kBody, {0, 1}, {}, {1, 2, 70, 40}});
  MakeDocument make;
  make.pages = 1;
  make.restored = make.records = false;
  const auto words = [&] {
    return make_document(text::Lexicon(), make, make_document_from_pages({page}), nullptr, {},
                         [](Stream, std::string_view) {});
  };
  EXPECT_TRUE(words().empty());
  make.pdf_version = "keeping 1";
  const std::vector<exports::PdfPage> pages = words();
  ASSERT_EQ(pages.size(), 1U);
  ASSERT_EQ(pages[0].lines.size(), 1U);
  ASSERT_EQ(pages[0].lines[0].size(), 2U);
  EXPECT_EQ(pages[0].lines[0][1].text, "hoạch");
  EXPECT_EQ(pages[0].lines[0][1].box, (PageBox{40, 2, 70, 40}));
}

TEST(Making, TheHashOfWordsChangesWithAllThatThePdfShows) {
  const exports::PdfPage page{7, 1654, 2339, 200, 90, {{{"Kế hoạch", {1, 2, 30, 40}}}, {}}};
  const std::string hash = hash_pdf_words("keeping 1", {page});
  EXPECT_TRUE(is_pdf_words_hash(hash));
  EXPECT_EQ(hash_pdf_words("keeping 1", {page}), hash);
  EXPECT_NE(hash_pdf_words("keeping 2", {page}), hash);
  EXPECT_NE(hash_pdf_words("keeping 1", {}), hash);
  EXPECT_NE(hash_pdf_words("keeping 1", {page, page}), hash);
  const auto changed = [&](auto change) {
    exports::PdfPage other = page;
    change(other);
    return hash_pdf_words("keeping 1", {other});
  };
  EXPECT_NE(changed([](auto& other) { ++other.number; }), hash);
  EXPECT_NE(changed([](auto& other) { other.rotation = 0; }), hash);
  EXPECT_NE(changed([](auto& other) { other.lines.pop_back(); }), hash);
  EXPECT_NE(changed([](auto& other) { ++other.lines[0][0].box.left; }), hash);
  EXPECT_NE(changed([](auto& other) { other.lines[0][0].text += "x"; }), hash);
  EXPECT_NE(changed([](auto& other) {
              other.lines[0] = {{"Kế", {1, 2, 30, 40}}, {"hoạch", {1, 2, 30, 40}}};
            }),
            hash);
  for (const char* const other : {"", "-", "0123456789abcdef0123456G", "0123456789abcdef 1234567"})
    EXPECT_FALSE(is_pdf_words_hash(other)) << other;
}

TEST(Protocol, AnythingElseIsRefused) {
  for (const char* text :
       {"", "[]", "{}", R"({"do":"page","number":-1,"pictures":false,"simply":false})",
        R"({"do":"page","number":4294967296,"pictures":false,"simply":false})",
        R"({"do":"sing"})"}) {
    EXPECT_THROW((void)parse_request(text), Error) << text;
  }
}

}  // namespace
}  // namespace codau::worker
