/** The live page: a small browser session, imitated well enough to be watched. */
const STYLE = `
*{box-sizing:border-box;margin:0}
body{height:100vh;display:flex;flex-direction:column;font:14px/1.4 system-ui,sans-serif;background:#eef1f5;color:#1c2330;overflow:hidden}
header{display:flex;gap:10px;align-items:center;padding:8px 12px;background:#dfe4ec;border-bottom:1px solid #cdd4df}
.dots{display:flex;gap:5px}.dots i{width:10px;height:10px;border-radius:50%;background:#b6bfcd}
#address{flex:1;min-width:0;background:#fff;border-radius:14px;padding:4px 12px;font-size:12px;color:#56607a;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
#clock{font-variant-numeric:tabular-nums;font-size:12px;color:#56607a}
main{flex:1;min-height:0;position:relative;overflow:hidden;background:#fff}
.top{position:relative;z-index:1;background:#fff;display:flex;gap:14px;align-items:center;padding:12px 18px;border-bottom:1px solid #e4e8ef}
.top b{font-size:16px;letter-spacing:-.02em;white-space:nowrap}
#query{flex:1;min-width:0;max-width:420px;border:1px solid #cdd4df;border-radius:6px;padding:6px 10px;font:inherit}
.top button,form button{border:0;border-radius:6px;background:#1f5fd6;color:#fff;padding:7px 12px;font:inherit;cursor:pointer;white-space:nowrap}
#grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:14px;padding:16px 18px;transition:transform .5s ease}
.card{border:1px solid #e1e6ee;border-radius:10px;padding:10px;transition:box-shadow .3s,border-color .3s}
.card.on{border-color:#1f5fd6;box-shadow:0 0 0 3px #1f5fd633}
.card.done::after{content:"✓ saved";color:#20834b;font-size:12px}
.pic{height:76px;border-radius:6px;display:grid;place-items:center;margin-bottom:8px}
.pic i{width:60%;height:58%;border-radius:4px;background:#1c2330;border-bottom:6px solid #47526b}
.card p{font-size:13px;font-weight:600}.card s{text-decoration:none;color:#56607a;font-size:12px}
.card em{display:block;font-style:normal;font-weight:700;margin-top:4px}
form{display:none;max-width:320px;margin:6vh auto;border:1px solid #e1e6ee;border-radius:12px;padding:22px;gap:12px;box-shadow:0 8px 30px #1c233014}
form label{display:grid;gap:4px;font-size:12px;color:#56607a}form input{border:1px solid #cdd4df;border-radius:6px;padding:8px;font:inherit}
form .asked{border-color:#c98a00;box-shadow:0 0 0 3px #c98a0033;animation:blink 1.6s infinite}
body.waiting form{display:grid}body.waiting #grid{display:none}
#pointer{position:absolute;left:0;top:0;width:20px;height:20px;transition:transform 1.1s cubic-bezier(.4,0,.2,1);filter:drop-shadow(0 1px 2px #0005);pointer-events:none;z-index:2}
footer{display:flex;gap:10px;padding:7px 12px;background:#1c2330;color:#dfe6f2;font-size:12px}
#step{flex:1;min-width:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
footer::before{content:"";width:8px;height:8px;border-radius:50%;background:#4f9bff;align-self:center;animation:blink 1.6s infinite}
body.waiting footer::before{background:#f0b429}
@keyframes blink{50%{opacity:.35}}
@media (prefers-reduced-motion:reduce){*,::before{animation:none!important;transition:none!important}}`;

const SCRIPT = `
const $=(id)=>document.getElementById(id);
const goods=["ViewPoint 27 4K","Orion 27 QHD","Panorama U27","ClearDesk 27","Lumen 27 Pro","Studio 27 HDR","Nova 27 Curve","Basic 27 FHD","Atlas 27 USB-C","Fjord 27 Eco","Pixel 27 Plus","Delta 27 Air"];
const hues=[210,160,30,260,340,190,90,12,230,130,300,50];
$("grid").innerHTML=goods.map((name,i)=>'<div class="card"><div class="pic" style="background:hsl('+hues[i]+' 55% 90%)"><i></i></div><p>'+name+'</p><s>★ '+(3.9+(i*7%11)/10).toFixed(1)+' · in stock</s><em>€ '+(189+i*37%260)+'.00</em></div>').join("");
const cards=[...document.querySelectorAll(".card")];
const calm=matchMedia("(prefers-reduced-motion: reduce)").matches;
let at=0,waiting=false,words="";
const point=(el)=>{const box=el.getBoundingClientRect(),home=document.querySelector("main").getBoundingClientRect();
  $("pointer").style.transform="translate("+(box.left-home.left+box.width*.6)+"px,"+(box.top-home.top+box.height*.55)+"px)"};
const move=()=>{
  if(waiting){point($("code"));return}
  cards.forEach((c)=>c.classList.remove("on"));
  if(at>0)cards[at-1].classList.add("done");
  if(at>=cards.length){at=0;cards.forEach((c)=>c.classList.remove("done"));}
  const card=cards[at];card.classList.add("on");
  const over=Math.max(0,card.offsetTop+card.offsetHeight+80-document.querySelector("main").clientHeight);
  $("grid").style.transform="translateY(-"+over+"px)";
  setTimeout(()=>point(card),550);at+=1;
  $("address").textContent="https://shop.example/monitors?size=27&item="+at;
};
const type=()=>{if(!waiting&&words){const full=words,n=calm?full.length:($("query").value.length+1)%(full.length+12);$("query").value=full.slice(0,n)}};
const clock=()=>{$("clock").textContent=new Date().toLocaleTimeString()};
const read=async()=>{try{
  const answer=await fetch(location.pathname+"/state");
  if(!answer.ok){$("step").textContent="This browser session has ended.";return}
  const state=await answer.json();
  waiting=state.waiting;words=state.name;document.body.classList.toggle("waiting",waiting);
  if(waiting)$("address").textContent="https://portal.example/sign-in";
  $("step").textContent=waiting?"Waiting for an answer":state.step;
}catch{$("step").textContent="Connection lost"}};
let clicks=0;
$("basket").onclick=()=>{clicks+=1;$("basket").textContent="Basket ("+clicks+")";fetch(location.pathname+"/clicks",{method:"POST"})};
document.querySelector("form").onsubmit=(event)=>event.preventDefault();
read();clock();move();
setInterval(read,1000);setInterval(clock,1000);setInterval(move,1900);setInterval(type,calm?1000:140);`;

const POINTER = `<svg id="pointer" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 1l13 11-6 .6 3.4 6-2.4 1.2-3.2-6L3 18z" fill="#1c2330" stroke="#fff" stroke-width="1.2"/></svg>`;

/** One page for every run: what differs, it asks its own origin for. */
export const LIVE_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Agent's browser</title><style>${STYLE}</style></head>
<body>
<header><span class="dots"><i></i><i></i><i></i></span><span id="address">https://shop.example/</span><span id="clock"></span></header>
<main>
<div class="top"><b>Northshop</b><input id="query" aria-label="Search" autocomplete="off"><button id="basket" type="button">Basket (0)</button></div>
<div id="grid"></div>
<form><b>Sign in to the portal</b><label>User name<input value="purchasing@nordlicht.example" autocomplete="off"></label><label>Code<input id="code" class="asked" autocomplete="off"></label><button>Sign in</button></form>
${POINTER}
</main>
<footer><span id="step">Connecting…</span></footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
