#!/usr/bin/env bash
# Draws the demo library's tiny animations into media/ (needs ffmpeg with libx264, and python3).
# Every picture is one formula of place and time with a period, so its last frame runs into its first. Only one period is
# encoded: loop_mp4.py then writes a sample table that names the same pictures several times, which gives a long film for a few
# kilobytes. H.264 baseline, yuv420p, index before the pictures: plays in every browser from the first bytes.
set -euo pipefail
cd "$(dirname "$0")"
out=media; work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# The scene is drawn in grey and tinted by three stops: shadow, body, light.
declare -A tint=(
  [brass]="120d06 7a4a10 ffd27d" [blue]="070c1a 24508f b9dcff" [teal]="04110f 0f6b62 a9f0d4" [rose]="16060b 8c2748 ffc3c8"
  [violet]="0d0820 53379b dfc6ff" [ember]="140505 8e2f12 ffc07a" [moss]="07110a 2f6b35 dcedaa" [dusk]="0b0d1c 6b3f8f ffc872"
)

channel() { # channel N (0 red, 1 green, 2 blue) of three stops, as an expression of the grey value
  local n=$1 a b c; shift
  a=$((16#${1:2*n:2})) b=$((16#${2:2*n:2})) c=$((16#${3:2*n:2}))
  echo "if(lt(val\,128)\,$a+($b-$a)*val/128\,$b+($c-$b)*(val-128)/127)"
}

draw() { # draw NAME portrait|wide TINT PERIOD_SECONDS TIMES FORMULA   (t in the formula runs from 0 to 2π over a period)
  local name=$1 size=270x480 period=$4 stops formula
  [ "$2" = wide ] && size=480x270
  read -ra stops <<<"${tint[$3]}"
  formula=${6//@t/(2*PI*T/$period)}
  ffmpeg -v error -y -f lavfi -i "nullsrc=s=$size:r=15:d=$period,format=gray,geq=lum='clip($formula,0,255)',format=rgb24,lutrgb=r=$(channel 0 "${stops[@]}"):g=$(channel 1 "${stops[@]}"):b=$(channel 2 "${stops[@]}")" \
    -an -c:v libx264 -profile:v baseline -preset veryslow -crf "${CRF:-33}" -g 999 -pix_fmt yuv420p -threads 1 -fflags +bitexact -flags:v +bitexact -map_metadata -1 -movflags +faststart "$work/$name.mp4"
  python3 loop_mp4.py "$work/$name.mp4" "$out/$name.mp4" "$5"
}

beads='20+st(0,0)*0+235*(.30*clip((60-hypot(X-W*(.5+.30*sin(@t)),Y-H*(.35+.20*cos(@t))))/3,0,1)+.34*clip((44-hypot(X-W*(.4+.28*cos(@t+1)),Y-H*(.60+.22*sin(@t+2))))/3,0,1)+.26*clip((80-hypot(X-W*(.6+.20*sin(@t+3)),Y-H*(.55+.25*cos(@t+3))))/3,0,1)+.30*clip((30-hypot(X-W*(.3+.22*sin(2*@t+4)),Y-H*(.25+.12*cos(@t+1))))/3,0,1)+.40*clip((20-hypot(X-W*(.7+.20*cos(@t+5)),Y-H*(.78+.12*sin(2*@t))))/3,0,1))'
rings='st(0,hypot(X-W*.58,Y-H*.42));18+225*pow(.5+.5*sin(ld(0)/13-3*@t),2)*exp(-ld(0)/260)'
aurora='st(0,sin(X/W*5+@t)+sin((X/W+Y/H)*4-@t)+sin(hypot(X/W-.5+.3*sin(@t),Y/H-.4)*9+2*@t));128+40*ld(0)'
rays='st(0,atan2(Y-H*.36,X-W*.62));st(1,hypot(Y-H*.36,X-W*.62));15+90*clip(.5+3*sin(7*ld(0)+@t),0,1)+60*clip(.5+3*sin(5*ld(0)-@t),0,1)+200*exp(-ld(1)/46)'
spiral='st(0,hypot(X-W/2,Y-H/2)+6);15+230*clip(.5+2.2*sin(3*atan2(Y-H/2,X-W/2)+7*log(ld(0))-2*@t),0,1)*clip(ld(0)/170,.12,1)'
stripes='st(0,X*.86+Y*.5);st(1,X*.86-Y*.5);20+90*clip(.5+4*sin(ld(0)/17-2*@t),0,1)+70*clip(.5+4*sin(ld(0)/31+@t),0,1)+50*clip(.5+3*sin(ld(1)/47-@t),0,1)'
bars='st(0,floor(X/W*9));st(1,mod(X/W*9,1));st(2,H*(.06+.17*(1+sin((1+mod(ld(0)*5,3))*@t+ld(0)*1.7))));16+215*clip(ld(2)-abs(Y-H/2),0,1)*between(ld(1),.16,.84)*(.55+.45*(1-abs(Y-H/2)/H*2))'
lattice='st(0,mod(X,54)-27);st(1,mod(Y,54)-27);st(2,11+11*sin(@t+floor(X/54)*.9+floor(Y/54)*1.3));18+(110+90*sin(@t+floor(Y/54)*.7))*clip(ld(2)-max(abs(ld(0)),abs(ld(1))),0,1)'
rain='st(0,floor(X/15));st(1,mod(Y/H+mod(ld(0)*.618,1)-(1+mod(ld(0)*7,3))*(-1)*(1-@t/(2*PI)),1));14+235*pow(ld(1),7)*clip(5-abs(mod(X,15)-7.5),0,1)'
dunes='st(0,30+60*(1-Y/H));st(0,lerp(ld(0),245,clip((W*.2+H*.07-hypot(X-W*.62,Y-H*(.36+.02*sin(@t))))/2,0,1)));st(0,lerp(ld(0),140,clip(Y-H*(.55+.035*sin(X/W*5+@t)),0,1)));st(0,lerp(ld(0),105,clip(Y-H*(.66+.040*sin(X/W*6-@t+1)),0,1)));st(0,lerp(ld(0),70,clip(Y-H*(.77+.030*sin(X/W*8+@t+2)),0,1)));lerp(ld(0),36,clip(Y-H*(.88+.025*sin(X/W*7-@t+4)),0,1))'
orbit='st(0,hypot((X-W/2),(Y-H/2)*1.4));14+230*exp(-pow(ld(0)/26,2))+70*clip(1.6-abs(ld(0)-60),0,1)+60*clip(1.6-abs(ld(0)-95),0,1)+50*clip(1.6-abs(ld(0)-130),0,1)+230*clip(9-hypot(X-W/2-60*cos(3*@t),Y-H/2-43*sin(3*@t)),0,1)+180*clip(13-hypot(X-W/2-95*cos(2*@t+1),Y-H/2-68*sin(2*@t+1)),0,1)+150*clip(8-hypot(X-W/2-130*cos(@t+4),Y-H/2-93*sin(@t+4)),0,1)'

draw beads    portrait rose   10  1 "$beads" &
draw bars     portrait violet  8  2 "$bars"
wait
draw rain     portrait blue    6  4 "$rain" &
draw spiral   portrait brass   8  4 "$spiral"
wait
draw rings    portrait teal    7  6 "$rings" &
draw lattice  portrait ember   8  7 "$lattice"
wait
draw aurora   portrait moss   12  6 "$aurora" &
draw dunes    portrait dusk   10  9 "$dunes"
wait
draw orbit    portrait blue   12 10 "$orbit" &
draw stripes  portrait brass   8 18 "$stripes"
wait
draw rays     portrait ember   8 21 "$rays" &
draw wide-dunes   wide blue   12  8 "$dunes"
wait
draw wide-rings   wide rose    8  9 "$rings" &
draw wide-orbit   wide violet 12  7 "$orbit"
wait
draw wide-lattice wide teal    8 12 "$lattice" &
draw wide-rays    wide dusk    8 15 "$rays"
wait
